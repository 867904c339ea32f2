package dev.holdfast.adapter.protocol.described;

import java.util.ArrayList;
import java.util.List;

/** Takes WebSocket messages apart that hold several messages of the session protocol. */
final class Frames {

  private Frames() {}

  /** The messages in a text, blank ones left out; the text itself if it is one. */
  static List<String> messages(String text, Framing framing) {
    return switch (framing.kind()) {
      case ONE, ONE_OR_ARRAY -> List.of(text);
      case LINES -> split(text, "\n");
      case TERMINATED -> split(text, framing.terminator());
    };
  }

  private static List<String> split(String text, String separator) {
    List<String> messages = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int found = text.indexOf(separator, start);
      int end = found < 0 ? text.length() : found;
      String message = text.substring(start, end);
      if (!message.isBlank()) {
        messages.add(message);
      }
      start = end + separator.length();
    }
    return messages;
  }
}
