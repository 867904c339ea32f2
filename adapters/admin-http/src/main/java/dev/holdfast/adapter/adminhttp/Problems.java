package dev.holdfast.adapter.adminhttp;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;

/** Says what is wrong with a request, as problem details (RFC 9457). Any thread. */
final class Problems {

  private static final String TYPE = "application/problem+json";

  private final Json json;

  Problems(Json json) {
    this.json = json;
  }

  /**
   * A problem.
   *
   * @param status its HTTP status
   * @param detail what is wrong and what was expected, a sentence
   */
  Answer of(HttpResponseStatus status, String detail) {
    return of(status, detail, Map.of());
  }

  /** A problem that is several. */
  Answer of(HttpResponseStatus status, String detail, List<String> problems) {
    return new Answer(
        status,
        TYPE,
        json.object(
            fields -> {
              fields.writeStringField("title", status.reasonPhrase());
              fields.writeNumberField("status", status.code());
              fields.writeStringField("detail", detail);
              fields.writeArrayFieldStart("problems");
              for (String problem : problems) {
                fields.writeString(problem);
              }
              fields.writeEndArray();
            }),
        Map.of());
  }

  /** A problem with further headers. */
  Answer of(HttpResponseStatus status, String detail, Map<String, String> headers) {
    return new Answer(
        status,
        TYPE,
        json.object(
            fields -> {
              fields.writeStringField("title", status.reasonPhrase());
              fields.writeNumberField("status", status.code());
              fields.writeStringField("detail", detail);
            }),
        headers);
  }

  /** A problem with a request that cannot be understood. */
  Answer badRequest(String detail) {
    return of(HttpResponseStatus.BAD_REQUEST, detail);
  }
}
