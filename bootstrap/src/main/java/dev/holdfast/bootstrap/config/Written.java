package dev.holdfast.bootstrap.config;

/**
 * A value as it was written somewhere.
 *
 * @param text the value
 * @param line the line in its file; 0 if it is in none
 */
record Written(String text, int line) {

  /** Leaves the value out: it may be a secret. */
  @Override
  public String toString() {
    return "Written[line=" + line + "]";
  }
}
