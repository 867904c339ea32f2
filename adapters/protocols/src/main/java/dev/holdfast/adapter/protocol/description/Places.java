package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.MessageShape;
import dev.holdfast.adapter.protocol.described.Pick;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.nodes.Node;

/** The JSON Pointers (RFC 6901) of a description, and the slots that they get. */
final class Places {

  /** What a pointer looks like, for the text of a problem. */
  static final String EXPECTED = "a JSON Pointer such as /data/id";

  /** So that reading a message cannot go deep. */
  private static final int NAMES_MOST = 16;

  private final MessageShape.Builder shape = new MessageShape.Builder();
  private final Problems problems;
  private boolean fullTold;

  Places(Problems problems) {
    this.problems = problems;
  }

  /** Whether a text is meant to be a pointer. */
  static boolean isPointer(String text) {
    return text.startsWith("/");
  }

  /** The slot of what a condition asks about: a place, or the whole message. */
  OptionalInt slotOrWhole(Node node, String key, String pointer) {
    return pointer.isEmpty() && !shape.isFull()
        ? OptionalInt.of(shape.slot(pointer))
        : slot(node, key, pointer);
  }

  /** The slot of a pointer; empty if it is none, which is noted. */
  OptionalInt slot(Node node, String key, String pointer) {
    return slot(node, key, pointer, EXPECTED);
  }

  private OptionalInt slot(Node node, String key, String pointer, String expected) {
    if (!isPointer(pointer) || pointer.matches(".*~(?![01]).*")) {
      String hint = pointer.startsWith("$") ? " (a JSONPath; write /a/b for $.a.b)" : "";
      problems.add(node, key, expected, (pointer.isEmpty() ? "nothing" : pointer) + hint);
      return OptionalInt.empty();
    }
    if (pointer.chars().filter(c -> c == '/').count() > NAMES_MOST) {
      problems.add(node, key, "a JSON Pointer of at most " + NAMES_MOST + " names", "a longer one");
      return OptionalInt.empty();
    }
    if (shape.isFull()) {
      if (!fullTold) {
        problems.add(
            node,
            key,
            "at most " + MessageShape.Builder.PLACES_MOST + " different JSON Pointers",
            "one more");
      }
      fullTold = true;
      return OptionalInt.empty();
    }
    return OptionalInt.of(shape.slot(pointer));
  }

  /** The place that a key names; nothing if the key is not given. */
  Pick place(Section section, String key) {
    return place(section, key, EXPECTED);
  }

  /**
   * The place that a key names; nothing if the key is not given.
   *
   * @param expected what else there might be, too
   */
  Pick place(Section section, String key, String expected) {
    Optional<String> pointer = section.text(key, expected);
    if (pointer.isEmpty()) {
      return Pick.NOTHING;
    }
    OptionalInt slot =
        slot(
            section.value(key, expected).orElseThrow(),
            section.pathOf(key),
            pointer.get(),
            expected);
    return slot.isPresent() ? Pick.at(slot.getAsInt()) : Pick.NOTHING;
  }

  /** The place that a key names, or its text if that is no pointer. */
  Pick placeOrText(Section section, String key) {
    Optional<String> text = section.text(key, "a text, or " + EXPECTED);
    return text.isPresent() && !isPointer(text.get())
        ? Pick.literally(text.get())
        : place(section, key);
  }

  MessageShape shape() {
    return shape.build();
  }
}
