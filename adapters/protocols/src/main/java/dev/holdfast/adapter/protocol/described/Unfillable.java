package dev.holdfast.adapter.protocol.described;

/** A template cannot be filled in: one sentence for people, without what was to be filled in. */
final class Unfillable extends Exception {

  private static final long serialVersionUID = 1L;

  Unfillable(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
