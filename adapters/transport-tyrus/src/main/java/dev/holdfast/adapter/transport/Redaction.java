package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes out of a text what this side sent in confidence: a gateway may well quote a token in the
 * page that refuses it.
 */
final class Redaction {

  /** Shorter values are no secrets, and masking them would spoil every text. */
  private static final int SECRET_MIN = 6;

  private final List<String> secrets;

  private Redaction(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Header values, their parts ({@code Bearer <this>}), and the values of the query. */
  static Redaction of(HandshakeRequest request) {
    List<String> secrets = new ArrayList<>();
    for (String value : request.headers().values()) {
      secrets.add(value);
      secrets.addAll(List.of(value.split("\\s+", -1)));
    }
    URI endpoint = request.endpoint();
    addQuery(secrets, endpoint.getRawQuery());
    addQuery(secrets, endpoint.getQuery());
    secrets.removeIf(secret -> secret.length() < SECRET_MIN);
    // The longest first, or its rest would stay behind when a part of it is taken out.
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    return new Redaction(List.copyOf(secrets));
  }

  /** The text with every secret replaced by three asterisks. */
  String apply(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  private static void addQuery(
      List<String> secrets, @org.jspecify.annotations.Nullable String query) {
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        secrets.add(pair.substring(pair.indexOf('=') + 1));
      }
    }
  }
}
