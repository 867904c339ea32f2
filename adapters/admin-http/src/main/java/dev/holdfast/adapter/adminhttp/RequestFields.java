package dev.holdfast.adapter.adminhttp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.holdfast.domain.time.DurationText;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of the JSON object that a request carries; no body is an empty object. */
final class RequestFields {

  // Bodies are bounded before they are read; by itself Jackson takes strings of 20 million only.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final int QUOTED_MAX = 80;

  private final Map<String, Field> fields;

  private RequestFields(Map<String, Field> fields) {
    this.fields = fields;
  }

  private record Field(JsonToken kind, String text, String where) {}

  /**
   * Reads a body.
   *
   * @param known the fields there may be
   * @throws BadRequestException if it is no JSON object, or has other fields
   */
  static RequestFields read(byte[] body, String... known) throws BadRequestException {
    Map<String, Field> fields = new LinkedHashMap<>();
    if (body.length == 0) {
      return new RequestFields(fields);
    }
    try (JsonParser parser = FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRequestException("the body must be a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        String where = where(parser.currentTokenLocation());
        if (!List.of(known).contains(name)) {
          throw new BadRequestException(
              "unknown field \"" + shorten(name) + "\" at " + where + "; " + expected(known));
        }
        JsonToken kind = parser.nextToken();
        fields.put(name, new Field(kind, text(parser, kind), where));
      }
      if (parser.nextToken() != null) {
        throw new BadRequestException(
            "something follows the JSON object at " + where(parser.currentTokenLocation()));
      }
    } catch (JsonProcessingException e) {
      throw new BadRequestException(
          "the body is no proper JSON"
              + Optional.ofNullable(e.getLocation()).map(place -> " at " + where(place)).orElse("")
              + ": "
              + reason(e));
    } catch (IOException e) {
      // Reading an array cannot fail, but what stands in it may be no text.
      throw new BadRequestException("the body is no proper JSON: it must be UTF-8");
    }
    return new RequestFields(fields);
  }

  /** A field that is a string. */
  Optional<String> string(String name) throws BadRequestException {
    Optional<Field> field = find(name);
    if (field.isPresent() && field.get().kind() != JsonToken.VALUE_STRING) {
      throw wrong(name, field.get(), "a string");
    }
    return field.map(Field::text);
  }

  /** A field that is a string, not empty and not too long. */
  Optional<String> name(String name, int most) throws BadRequestException {
    Optional<String> text = string(name);
    Optional<Field> field = find(name);
    if (field.isPresent() && (field.get().text().isEmpty() || field.get().text().length() > most)) {
      throw wrong(name, field.get(), "of 1 to " + most + " characters");
    }
    return text;
  }

  /** A field that is a string, or any other JSON value, which then stands for its text. */
  Optional<String> stringOrJson(String name) {
    return find(name).map(Field::text);
  }

  /** A field that is true or false; false if it is missing. */
  boolean flag(String name) throws BadRequestException {
    Optional<Field> field = find(name);
    if (field.isPresent()
        && field.get().kind() != JsonToken.VALUE_TRUE
        && field.get().kind() != JsonToken.VALUE_FALSE) {
      throw wrong(name, field.get(), "true or false");
    }
    return field.filter(given -> given.kind() == JsonToken.VALUE_TRUE).isPresent();
  }

  /** A field that is a time above zero: text as in the configuration, or milliseconds. */
  Optional<Duration> duration(String name, Duration most) throws BadRequestException {
    Optional<Field> field = find(name);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> parsed =
        field
            .filter(given -> given.kind().isScalarValue())
            .flatMap(given -> DurationText.parse(given.text()))
            .filter(time -> !time.isNegative() && !time.isZero() && time.compareTo(most) <= 0);
    if (parsed.isEmpty()) {
      throw wrong(
          name,
          field.get(),
          DurationText.EXPECTED + ", above zero and at most " + DurationText.format(most));
    }
    return parsed;
  }

  private Optional<Field> find(String name) {
    return Optional.ofNullable(fields.get(name))
        .filter(field -> field.kind() != JsonToken.VALUE_NULL);
  }

  /**
   * The complaint about a field that is there.
   *
   * @param expected what it must be
   */
  BadRequestException wrong(String name, String expected) {
    return wrong(name, find(name).orElseThrow(), expected);
  }

  private static BadRequestException wrong(String name, Field field, String expected) {
    return new BadRequestException(
        "\""
            + name
            + "\" at "
            + field.where()
            + " must be "
            + expected
            + ", not "
            + shorten(field.text()));
  }

  private static String text(JsonParser parser, JsonToken kind) throws IOException {
    if (!kind.isStructStart()) {
      return parser.getText();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = FACTORY.createGenerator(text)) {
      copy.copyCurrentStructureExact(parser);
    }
    return text.toString();
  }

  private static String expected(String... known) {
    return known.length == 0
        ? "no fields are expected"
        : "expected are " + String.join(", ", known);
  }

  private static String where(JsonLocation place) {
    return "line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  private static String reason(JsonProcessingException e) {
    String reason = e.getOriginalMessage();
    return reason == null ? "not understood" : shorten(reason.lines().findFirst().orElse(""));
  }

  private static String shorten(String text) {
    return text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + "...";
  }
}
