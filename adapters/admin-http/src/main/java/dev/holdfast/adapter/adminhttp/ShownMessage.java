package dev.holdfast.adapter.adminhttp;

/**
 * What a gateway said last of something, as it came.
 *
 * @param topic what it is about, in the words of the session protocol
 * @param subject whom it is about, such as a sensor
 * @param atMillis when it arrived, by the time of day
 * @param text the whole text
 */
public record ShownMessage(String topic, String subject, long atMillis, String text) {}
