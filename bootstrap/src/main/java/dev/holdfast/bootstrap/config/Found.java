package dev.holdfast.bootstrap.config;

/**
 * The value of a setting that is in force, and where it came from.
 *
 * @param setting which one
 * @param value as it was written
 * @param key the setting as it is written in that source
 * @param source where it was written, such as {@code environment} or {@code holdfast.yaml line 3}
 * @param byDefault whether nobody wrote it
 */
record Found(Setting setting, String value, String key, String source, boolean byDefault) {

  /** The value as it may be shown. */
  String shown() {
    return setting.shown(value);
  }

  /** Leaves the value out: it may be a secret. */
  @Override
  public String toString() {
    return key + " (" + source + ")";
  }
}
