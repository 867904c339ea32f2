package dev.holdfast.bootstrap.config;

/**
 * One option of an entry as it was written.
 *
 * @param text the value
 * @param key the option as the user wrote it: {@code sinks[0].path} in YAML, {@code SINK_FILE} in
 *     an environment
 * @param source where it was written
 */
record EntryOption(String text, String key, String source) {

  /** Leaves the value out: it may be a secret. */
  @Override
  public String toString() {
    return key + " (" + source + ")";
  }
}
