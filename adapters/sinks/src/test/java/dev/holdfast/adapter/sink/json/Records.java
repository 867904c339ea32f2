package dev.holdfast.adapter.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads records as their receivers would. */
public final class Records {

  private Records() {}

  /** The message of a record whose message is a string. */
  public static String text(String record) {
    try (JsonParser parser = new JsonFactory().createParser(record)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING
            && "message".equals(parser.currentName())) {
          return parser.getText();
        }
      }
    } catch (IOException e) {
      throw new AssertionError("not a whole record: " + record, e);
    }
    throw new AssertionError("no text in " + record);
  }
}
