package dev.holdfast.adapter.sink.line;

import dev.holdfast.adapter.sink.queue.Received;
import java.util.Base64;

/**
 * One message as one line.
 *
 * <p>Text stays as it came, except for line breaks: in JSON, where they can only stand between
 * tokens, each becomes a space; in other text they become the two characters {@code \n} or {@code
 * \r}. Binary data becomes {@code base64:} and its Base64 (RFC 4648). A gap becomes {@code
 * {"holdfast":"gap","downMillis":1234}}.
 */
final class MessageLine {

  private MessageLine() {}

  static String of(Received message) {
    return message.isText()
        ? line(message.text())
        : "base64:" + Base64.getEncoder().encodeToString(message.bytes());
  }

  private static String line(String text) {
    if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
      return text;
    }
    String start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      return text.replace('\n', ' ').replace('\r', ' ');
    }
    return text.replace("\n", "\\n").replace("\r", "\\r");
  }
}
