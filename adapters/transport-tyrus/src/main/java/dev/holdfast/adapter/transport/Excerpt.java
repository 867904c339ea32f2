package dev.holdfast.adapter.transport;

/** Makes of a text what may be shown of it. Any thread. */
@FunctionalInterface
public interface Excerpt {

  /** The beginning as it is: for who knows no secrets. */
  Excerpt PLAIN = (text, most) -> text.length() <= most ? text : text.substring(0, most);

  /**
   * The beginning of a text without secrets: they are taken out first and the text is cut then, or
   * half a secret would stay.
   *
   * @param most the most characters that are left
   */
  String of(String text, int most);
}
