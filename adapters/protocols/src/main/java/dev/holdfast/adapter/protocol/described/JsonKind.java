package dev.holdfast.adapter.protocol.described;

import java.util.Locale;

/** The kinds of JSON values (RFC 8259 section 3), and that there is none. */
public enum JsonKind {
  ABSENT,
  NULL,
  BOOLEAN,
  NUMBER,
  STRING,
  OBJECT,
  ARRAY;

  /** The name in a description. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isScalar() {
    return this == BOOLEAN || this == NUMBER || this == STRING;
  }
}
