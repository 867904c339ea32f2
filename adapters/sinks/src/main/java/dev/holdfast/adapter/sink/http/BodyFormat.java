package dev.holdfast.adapter.sink.http;

import dev.holdfast.adapter.sink.json.JsonRecord;
import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Received;
import java.nio.charset.StandardCharsets;

/** How a batch becomes the body of a request: JSON records, in UTF-8. */
public enum BodyFormat {
  /** One a line, each line ended. */
  NDJSON("application/x-ndjson", "", "\n", "\n"),
  /** One JSON array. */
  ARRAY("application/json", "[", ",", "]");

  private final String contentType;
  private final String start;
  private final String between;
  private final String end;

  BodyFormat(String contentType, String start, String between, String end) {
    this.contentType = contentType;
    this.start = start;
    this.between = between;
    this.end = end;
  }

  String contentType() {
    return contentType;
  }

  byte[] body(Batch batch) {
    StringBuilder body = new StringBuilder(start);
    String separator = "";
    for (Received message : batch.messages()) {
      body.append(separator);
      JsonRecord.append(message, body);
      separator = between;
    }
    return body.append(end).toString().getBytes(StandardCharsets.UTF_8);
  }
}
