package dev.holdfast.adapter.credentials;

import java.util.Optional;

/** The token that a command printed: alone on a line, or in a JSON object. */
final class TokenText {

  private TokenText() {}

  /**
   * Reads it.
   *
   * @param text all that was printed
   * @param nowMillis the time of day, for an expiry that is one
   * @throws TokenException if it holds no token; the message does not repeat what may be one
   */
  static IssuedToken read(String text, long nowMillis) throws TokenException {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new TokenException("printed nothing");
    }
    if (stripped.startsWith("{")) {
      TokenFields fields = TokenFields.parse(stripped);
      String token =
          fields
              .text("token", "access_token")
              .orElseThrow(
                  () -> new TokenException("printed JSON without a token or an access_token"));
      return IssuedToken.of(token, fields.lifetime(nowMillis));
    }
    if (stripped.chars().anyMatch(Character::isWhitespace)) {
      throw new TokenException(
          "printed more than one word; expected a token alone, or a JSON object");
    }
    return IssuedToken.of(stripped, Optional.empty());
  }
}
