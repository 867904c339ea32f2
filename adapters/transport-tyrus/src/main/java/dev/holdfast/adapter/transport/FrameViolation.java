package dev.holdfast.adapter.transport;

/**
 * The gateway sent what RFC 6455 forbids or more than is allowed; the connection has to be failed
 * (section 7.1.7). A value more than an error: it has no stack trace.
 */
final class FrameViolation extends Exception {

  private static final long serialVersionUID = 1;

  private final int closeCode;

  /**
   * Creates it.
   *
   * @param closeCode what to close with
   * @param rule which rule was broken, in plain words
   */
  FrameViolation(int closeCode, String rule) {
    super(rule, null, false, false);
    this.closeCode = closeCode;
  }

  int closeCode() {
    return closeCode;
  }

  String rule() {
    return String.valueOf(getMessage());
  }
}
