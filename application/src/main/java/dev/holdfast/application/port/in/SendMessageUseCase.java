package dev.holdfast.application.port.in;

/** Sends an application message to the gateway. */
public interface SendMessageUseCase {

  /**
   * Accepts or refuses a message, at once. An accepted one is sent as soon as the connection is up,
   * in the order of acceptance; it is kept in memory until it was handed to the operating system.
   * Any thread.
   *
   * @param message what to send
   */
  SendResult send(OutboundMessage message);
}
