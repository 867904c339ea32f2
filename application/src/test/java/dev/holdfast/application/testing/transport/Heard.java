package dev.holdfast.application.testing.transport;

/**
 * One call to a link's listener, or one confirmation of a write.
 *
 * @param what {@code open}, {@code frames}, {@code text}, {@code binary}, {@code pong}, {@code
 *     writable}, {@code written} or {@code ended}
 * @param text what it brought: the subprotocol, the text, the data in hexadecimal digits, the
 *     cause; empty for nothing
 */
public record Heard(String what, String text) {}
