package dev.holdfast.application.audit;

import dev.holdfast.application.port.in.Invariant;

/**
 * What a connection finds when it looks at itself.
 *
 * @param invariant which does not hold
 * @param words what is seen, for people
 * @param mark differs if it is not the same thing that was seen before: the same loop may be caught
 *     late twice, at different things
 */
public record Breach(Invariant invariant, String words, long mark) {}
