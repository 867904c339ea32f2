package dev.holdfast.adapter.protocol.described;

import java.util.Arrays;

/**
 * What one message holds at the places that its description asks about. One object serves message
 * after message, so it is valid during one call only; one thread.
 */
final class Fields {

  private final JsonKind[] kinds;
  private final String[] texts;
  private final int[] starts;
  private final int[] ends;
  private String source = "";
  private int wholeStart;
  private int wholeEnd;
  private int repeated;

  /** No message yet. */
  Fields(int slots) {
    this.kinds = new JsonKind[slots];
    this.texts = new String[slots];
    this.starts = new int[slots];
    this.ends = new int[slots];
    begin("", 0);
  }

  /**
   * Forgets the last message.
   *
   * @param text what the next one is part of
   * @param start where it begins in there
   */
  void begin(String text, int start) {
    Arrays.fill(kinds, JsonKind.ABSENT);
    source = text;
    wholeStart = start;
    wholeEnd = text.length();
    repeated = -1;
  }

  void endAt(int end) {
    wholeEnd = end;
  }

  /** Keeps a value that is no container. */
  void scalar(int slot, JsonKind kind, String text) {
    first(slot, kind);
    texts[slot] = text;
  }

  /** Keeps where a container is; nobody may ask for its text. */
  void container(int slot, JsonKind kind, int start, int end) {
    first(slot, kind);
    texts[slot] = "";
    starts[slot] = start;
    ends[slot] = end;
  }

  private void first(int slot, JsonKind kind) {
    if (kinds[slot] != JsonKind.ABSENT) {
      repeated = slot;
    }
    kinds[slot] = kind;
  }

  /** The slot of a place that was given twice; -1 if there is none. */
  int repeated() {
    return repeated;
  }

  JsonKind kind(int slot) {
    return kinds[slot];
  }

  /** Whether there is a value other than null. */
  boolean has(int slot) {
    return kinds[slot] != JsonKind.ABSENT && kinds[slot] != JsonKind.NULL;
  }

  /** The text of a string, a number as it was written, the JSON of a container; empty if absent. */
  String text(int slot) {
    return switch (kinds[slot]) {
      case ABSENT -> "";
      case OBJECT, ARRAY -> source.substring(starts[slot], ends[slot]);
      default -> texts[slot];
    };
  }

  /** The value as JSON; null if absent. */
  JsonValue value(int slot) {
    return switch (kinds[slot]) {
      case ABSENT -> JsonValue.NULL;
      case STRING -> JsonValue.string(texts[slot]);
      default -> JsonValue.json(text(slot));
    };
  }

  /** The whole message; the text it came in if that held nothing else. */
  String whole() {
    return source.substring(wholeStart, wholeEnd);
  }
}
