package dev.holdfast.application.port.out;

/**
 * Something that the gateway wants of us, and waits for.
 *
 * @param key what our answer must carry, in the words of the protocol
 * @param action what we shall do
 * @param body details, mostly JSON text
 */
public record GatewayCall(String key, String action, String body) {}
