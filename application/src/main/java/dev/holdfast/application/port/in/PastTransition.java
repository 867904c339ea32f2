package dev.holdfast.application.port.in;

import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.time.Instant;

/**
 * A transition, and when it was.
 *
 * @param connection the id of the connection
 * @param number counts the transitions of the connection, from 1
 * @param at the time of day, possibly a moment late
 * @param inStateBefore how long the connection was in the state that it left, by the monotonic
 *     clock
 * @param transition from, to, why and what next
 */
public record PastTransition(
    String connection, long number, Instant at, Duration inStateBefore, Transition transition) {}
