package dev.holdfast.bootstrap.outbox;

import dev.holdfast.application.message.OutboundMessage;
import java.nio.ByteBuffer;
import java.util.Base64;

/** The beginning of what a message says, on one line and harmless to a terminal. */
final class Payload {

  private Payload() {}

  /**
   * Text with control characters escaped, or {@code base64:} and data.
   *
   * @param most how many characters, or bytes, are shown; what is left out is told
   */
  static String shown(OutboundMessage message, int most) {
    long left = message.size() - most;
    String more = left > 0 ? "... (" + left + " more)" : "";
    if (message instanceof OutboundMessage.Text text) {
      return printable(beginning(text.text(), most)) + more;
    }
    return "base64:" + base64(((OutboundMessage.Binary) message).data(), most) + more;
  }

  /** The beginning of a text; no pair of surrogates is torn. */
  static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }

  static String base64(ByteBuffer data, int most) {
    ByteBuffer beginning = data.duplicate();
    beginning.limit(beginning.position() + Math.min(most, beginning.remaining()));
    byte[] bytes = new byte[beginning.remaining()];
    beginning.get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A text in which nothing moves the cursor, or turns the direction of writing. */
  static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                  if (isHarmless(c)) {
                    out.appendCodePoint(c);
                  } else {
                    out.append(String.format("\\u{%x}", c));
                  }
                }
              }
            });
    return out.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
