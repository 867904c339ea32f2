package dev.holdfast.adapter.outbox;

/**
 * How many messages of one kind an outbox file holds.
 *
 * @param connection the id of their connection
 * @param messageClass the name of their class
 * @param dead whether they could not be delivered; otherwise they wait to be sent
 * @param messages how many
 * @param size how much in all, in bytes of data or characters of text
 * @param oldestMillis when the one that was accepted first was accepted, in milliseconds since
 *     1970-01-01T00:00Z
 */
public record OutboxTally(
    String connection,
    String messageClass,
    boolean dead,
    long messages,
    long size,
    long oldestMillis) {}
