package dev.holdfast.adapter.credentials;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What a token endpoint answers (RFC 6749 5.1 and 5.2). */
final class TokenResponse {

  private static final int OK = 200;
  private static final int REDIRECTS = 300;
  private static final int ERRORS = 400;

  private TokenResponse() {}

  /**
   * The token in an answer.
   *
   * @throws TokenException if there is none; the message says in plain words why
   */
  static IssuedToken read(int status, HttpHeaders headers, String body, long nowMillis)
      throws TokenException {
    if (status != OK) {
      throw refusal(status, headers, body);
    }
    TokenFields fields = TokenFields.parse(body.strip());
    String type = fields.text("token_type").orElse("Bearer");
    if (!type.equalsIgnoreCase("Bearer")) {
      throw new TokenException("issues tokens of type " + type + "; expected Bearer");
    }
    String token =
        fields
            .text("access_token")
            .orElseThrow(() -> new TokenException("the answer holds no access_token"));
    return IssuedToken.of(token, fields.lifetime(nowMillis));
  }

  private static TokenException refusal(int status, HttpHeaders headers, String body) {
    String words = "HTTP " + status;
    if (status >= REDIRECTS && status < ERRORS) {
      words += ", a redirect, which is not followed with a secret: use the final URL";
    }
    return new TokenException(words + error(body), retryAfter(headers));
  }

  /** The error object, if the body is one; a proxy in between answers with a page. */
  private static String error(String body) {
    try {
      TokenFields fields = TokenFields.parse(body.strip());
      String words = fields.text("error").map(error -> ", " + meaning(error)).orElse("");
      return words + fields.text("error_description").map(text -> ": " + text).orElse("");
    } catch (TokenException e) {
      return "";
    }
  }

  private static String meaning(String error) {
    return switch (error) {
      case "invalid_client" -> "client id or secret are not accepted (invalid_client)";
      case "invalid_request" -> "the request is not understood (invalid_request)";
      case "invalid_scope" -> "the scope is not granted (invalid_scope)";
      case "unauthorized_client" ->
          "this client may not use client credentials (unauthorized_client)";
      case "unsupported_grant_type" ->
          "client credentials are not offered (unsupported_grant_type)";
      default -> error;
    };
  }

  /** Seconds only; a date would be as wrong as our clock. */
  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
