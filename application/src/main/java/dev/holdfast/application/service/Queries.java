package dev.holdfast.application.service;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Adds to the query of an endpoint. */
final class Queries {

  private Queries() {}

  /**
   * An endpoint with more in its query.
   *
   * @param more values by name, percent-encoded; one whose name the endpoint has already is left
   *     out, because the user wrote that
   * @param endpoint as the user wrote it, and so it stays
   * @throws IllegalArgumentException if they are not encoded; the message does not repeat them
   */
  static URI with(Map<String, String> more, URI endpoint) {
    String query = endpoint.getRawQuery();
    Set<String> names = new LinkedHashSet<>();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        names.add(part.split("=", 2)[0]);
      }
    }
    StringBuilder added = new StringBuilder();
    for (Map.Entry<String, String> one : more.entrySet()) {
      if (!names.contains(one.getKey())) {
        added.append(added.length() == 0 ? "" : "&").append(one.getKey());
        added.append('=').append(one.getValue());
      }
    }
    if (added.length() == 0) {
      return endpoint;
    }
    String before = query == null ? "?" : query.isEmpty() ? "" : "&";
    try {
      return URI.create(endpoint + before + added);
    } catch (IllegalArgumentException e) {
      // Its message would show what may be a secret, and so would its trace.
      throw unusable();
    }
  }

  private static IllegalArgumentException unusable() {
    return new IllegalArgumentException(
        "what the session protocol adds to the query is not percent-encoded");
  }
}
