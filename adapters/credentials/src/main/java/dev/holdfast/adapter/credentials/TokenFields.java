package dev.holdfast.adapter.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The top-level fields of a JSON object that tells about a token; what lies deeper is skipped.
 * Whoever reads one bounds its size. Printing it shows no value.
 */
final class TokenFields {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Some servers write the number as a string. */
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,18})?");

  /** Of a value that is no secret. */
  private static final int SHOWN_MAX = 40;

  private static final double SECONDS_MAX = 1e12;

  private final Map<String, String> values = new LinkedHashMap<>();

  private TokenFields() {}

  /**
   * Reads an object.
   *
   * @throws TokenException if the text is none; the message does not repeat it
   */
  static TokenFields parse(String json) throws TokenException {
    TokenFields fields = new TokenFields();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new TokenException("expected a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          fields.values.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new TokenException("something follows the JSON object");
      }
      return fields;
    } catch (IOException e) {
      // The parser's own words repeat the text, and that may hold a token.
      throw new TokenException("the JSON cannot be read");
    }
  }

  /** The value of the first of these fields that is there, a number in its digits. */
  Optional<String> text(String... names) {
    for (String name : names) {
      String value = values.get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /**
   * How long the token is good for: {@code expiresIn} or {@code expires_in} in seconds, otherwise
   * until {@code expiresAt} or {@code expires_at} (ISO 8601 with an offset).
   *
   * @param nowMillis the time of day
   * @return empty if there is neither; negative if it has expired
   * @throws TokenException if it cannot be understood
   */
  Optional<Duration> lifetime(long nowMillis) throws TokenException {
    Optional<String> seconds = text("expiresIn", "expires_in");
    if (seconds.isPresent()) {
      return Optional.of(seconds(seconds.get()));
    }
    Optional<String> time = text("expiresAt", "expires_at");
    return time.isPresent()
        ? Optional.of(Duration.ofMillis(millisLeft(time.get(), nowMillis)))
        : Optional.empty();
  }

  private static Duration seconds(String text) throws TokenException {
    if (!SECONDS.matcher(text).matches()) {
      throw new TokenException(
          "the token expires in \"" + shown(text) + "\"; expected a number of seconds");
    }
    double seconds = Math.max(-SECONDS_MAX, Math.min(SECONDS_MAX, Double.parseDouble(text)));
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private static long millisLeft(String text, long nowMillis) throws TokenException {
    try {
      return Math.subtractExact(OffsetDateTime.parse(text).toInstant().toEpochMilli(), nowMillis);
    } catch (DateTimeException | ArithmeticException e) {
      throw new TokenException(
          "the token expires at \""
              + shown(text)
              + "\"; expected a time such as 2026-11-26T10:00:00Z");
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }

  @Override
  public String toString() {
    return "TokenFields" + values.keySet();
  }
}
