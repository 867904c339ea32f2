package dev.holdfast.adapter.adminhttp;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/**
 * What a client is told.
 *
 * @param status the HTTP status
 * @param type the media type of the body
 * @param body the body
 * @param headers further headers
 */
record Answer(HttpResponseStatus status, String type, String body, Map<String, String> headers) {

  static final String JSON = "application/json";

  static Answer json(HttpResponseStatus status, String body) {
    return new Answer(status, JSON, body, Map.of());
  }

  static Answer ok(String body) {
    return json(HttpResponseStatus.OK, body);
  }
}
