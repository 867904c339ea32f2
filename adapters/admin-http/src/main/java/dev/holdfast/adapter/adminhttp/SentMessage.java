package dev.holdfast.adapter.adminhttp;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/** The message that the body of a request to send describes. */
final class SentMessage {

  private static final String EXPECTED_CLASSES =
      Arrays.stream(MessageClass.values())
          .map(MessageClass::label)
          .collect(Collectors.joining(", ", "one of ", ""));

  private SentMessage() {}

  /**
   * Reads a message, at least once unless it says otherwise.
   *
   * @throws BadRequestException if it says nothing that could be sent so
   */
  static OutboundMessage read(byte[] body) throws BadRequestException {
    RequestFields fields =
        RequestFields.read(body, "text", "base64", "class", "key", "id", "bound");
    Optional<String> text = fields.string("text");
    Optional<String> base64 = fields.string("base64");
    if (text.isPresent() == base64.isPresent()) {
      throw new BadRequestException("either \"text\" or \"base64\" must say what to send");
    }
    Delivery delivery = delivery(fields);
    return text.isPresent()
        ? new OutboundMessage.Text(text.get(), delivery)
        : binary(base64.orElseThrow(), delivery);
  }

  private static Delivery delivery(RequestFields fields) throws BadRequestException {
    MessageClass messageClass = messageClass(fields);
    String key = name("key", fields);
    if (key.isEmpty() && messageClass == MessageClass.LATEST_VALUE) {
      throw new BadRequestException("\"key\" must say which value it is that is the latest");
    }
    if (!key.isEmpty() && messageClass != MessageClass.LATEST_VALUE) {
      throw new BadRequestException(
          "\"key\" belongs to the class latest-value, not to " + messageClass.label());
    }
    return new Delivery(messageClass, key, name("id", fields), fields.flag("bound"));
  }

  private static MessageClass messageClass(RequestFields fields) throws BadRequestException {
    Optional<String> label = fields.string("class");
    if (label.isEmpty()) {
      return MessageClass.AT_LEAST_ONCE;
    }
    for (MessageClass each : MessageClass.values()) {
      if (each.label().equals(label.get())) {
        return each;
      }
    }
    throw fields.wrong("class", EXPECTED_CLASSES);
  }

  private static String name(String field, RequestFields fields) throws BadRequestException {
    Optional<String> given = fields.string(field);
    if (given.isPresent() && (given.get().isEmpty() || given.get().length() > Delivery.MAX_NAME)) {
      throw fields.wrong(field, "1 to " + Delivery.MAX_NAME + " characters");
    }
    return given.orElse("");
  }

  private static OutboundMessage binary(String base64, Delivery delivery)
      throws BadRequestException {
    try {
      return new OutboundMessage.Binary(
          ByteBuffer.wrap(Base64.getDecoder().decode(base64)), delivery);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("\"base64\" must be Base64 (RFC 4648)");
    }
  }
}
