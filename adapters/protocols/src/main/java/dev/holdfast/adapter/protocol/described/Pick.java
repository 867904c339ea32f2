package dev.holdfast.adapter.protocol.described;

/**
 * A text that is taken from a message, or always the same.
 *
 * @param slot the place; -1 if it is always the same
 * @param literal the text if it is always the same
 */
public record Pick(int slot, String literal) {

  /** Nothing at all. */
  public static final Pick NOTHING = literally("");

  /** What a message holds at a place. */
  public static Pick at(int slot) {
    return new Pick(slot, "");
  }

  /** Always the same. */
  public static Pick literally(String text) {
    return new Pick(-1, text);
  }

  /** Whether it is taken from a message. */
  public boolean isPlace() {
    return slot >= 0;
  }

  /** The text; empty if the message has none there. */
  String from(Fields fields) {
    return slot < 0 ? literal : fields.has(slot) ? fields.text(slot) : "";
  }
}
