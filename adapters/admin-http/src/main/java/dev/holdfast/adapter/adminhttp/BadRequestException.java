package dev.holdfast.adapter.adminhttp;

/** The body of a request says something that cannot be; the message is for its sender. */
final class BadRequestException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String words;

  BadRequestException(String words) {
    super(words);
    this.words = words;
  }

  /** What is wrong with it. */
  String words() {
    return words;
  }
}
