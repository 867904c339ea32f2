package dev.holdfast.adapter.protocol.described;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * A value that is put into a template.
 *
 * @param isString whether it is a string
 * @param text the string without quotes and escapes; JSON text if it is none
 */
record JsonValue(boolean isString, String text) {

  static final JsonValue NULL = json("null");
  static final JsonValue EMPTY_OBJECT = json("{}");

  static JsonValue string(String text) {
    return new JsonValue(true, text);
  }

  static JsonValue json(String text) {
    return new JsonValue(false, text);
  }

  /** Writes it where a value may stand. */
  void appendTo(StringBuilder json) {
    if (isString) {
      json.append('"');
      escape(text, json);
      json.append('"');
    } else {
      json.append(text);
    }
  }

  /** Writes it between the quotes of a string. */
  void appendInside(StringBuilder json) {
    escape(text, json);
  }

  /** The value as JSON text. */
  String toJson() {
    StringBuilder json = new StringBuilder(text.length() + 2);
    appendTo(json);
    return json.toString();
  }

  /** Leaves the text out: it may be a secret. */
  @Override
  public String toString() {
    return "JsonValue[" + (isString ? "string" : "json") + "]";
  }

  private static void escape(String text, StringBuilder json) {
    JsonStringEncoder.getInstance().quoteAsString(text, json);
  }
}
