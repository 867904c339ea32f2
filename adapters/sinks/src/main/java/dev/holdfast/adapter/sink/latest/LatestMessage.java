package dev.holdfast.adapter.sink.latest;

import dev.holdfast.application.port.out.InboundMessage;

/**
 * What a gateway said last of something.
 *
 * @param message what it said
 * @param atMillis when it arrived, by the time of day
 */
public record LatestMessage(InboundMessage.Text message, long atMillis) {}
