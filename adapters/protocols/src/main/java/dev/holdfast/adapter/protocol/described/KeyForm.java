package dev.holdfast.adapter.protocol.described;

/**
 * What the keys of our messages look like. They count from 1 on each link, so none comes twice.
 *
 * @param number whether they are numbers; otherwise texts
 * @param prefix what stands before the count of a text
 */
public record KeyForm(boolean number, String prefix) {

  /** Numbers from 1. */
  public static final KeyForm NUMBERS = new KeyForm(true, "");

  /** The key with a count, as answers will carry it. */
  String text(long count) {
    return prefix + count;
  }

  /** The same as it is written into a template. */
  JsonValue json(String text) {
    return number ? JsonValue.json(text) : JsonValue.string(text);
  }
}
