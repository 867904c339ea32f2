package dev.holdfast.adapter.protocol.described;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * JSON text with placeholders. Whatever takes their place is written as JSON, so no value can break
 * out of it. Immutable.
 */
public final class Template {

  private sealed interface Piece {}

  /** Where something takes the place of a placeholder. */
  private sealed interface Hole extends Piece {
    Source source();
  }

  private record Fixed(String json) implements Piece {}

  /** In place of a whole value. */
  private record Whole(Source source) implements Hole {}

  /** Within the quotes of a string. */
  private record Inside(Source source) implements Hole {}

  /** The fields of an object, beside those that are there already. */
  private record Spread(Source source, Set<String> taken) implements Hole {}

  private final List<Piece> pieces;

  private Template(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** Whether a placeholder of a kind is in it. */
  public boolean uses(Source.Origin origin) {
    return pieces.stream()
        .anyMatch(piece -> piece instanceof Hole hole && hole.source().origin() == origin);
  }

  /** The names of the captured values that are in it. */
  Set<String> captured() {
    Set<String> names = new TreeSet<>();
    for (Piece piece : pieces) {
      if (piece instanceof Hole hole && hole.source().origin() == Source.Origin.CAPTURED) {
        names.add(hole.source().name());
      }
    }
    return names;
  }

  /**
   * Fills it in.
   *
   * @throws Unfillable if a value is missing or does not fit
   */
  String fill(Filling filling) throws Unfillable {
    StringBuilder json = new StringBuilder(128);
    for (Piece piece : pieces) {
      if (piece instanceof Fixed fixed) {
        json.append(fixed.json());
      } else if (piece instanceof Whole whole) {
        filling.value(whole.source()).appendTo(json);
      } else if (piece instanceof Inside inside) {
        filling.value(inside.source()).appendInside(json);
      } else if (piece instanceof Spread spread) {
        spread(spread, filling.value(spread.source()), json);
      }
    }
    return json.toString();
  }

  private static void spread(Spread spread, JsonValue value, StringBuilder json) throws Unfillable {
    if (value.isString() || !value.text().startsWith("{")) {
      throw new Unfillable("the " + spread.source().origin().id() + " must be a JSON object");
    }
    for (String name : JsonText.namesIn(value.text())) {
      if (spread.taken().contains(name)) {
        throw new Unfillable(
            "the " + spread.source().origin().id() + " may not have a field " + name);
      }
    }
    String fields = value.text().substring(1, value.text().length() - 1).strip();
    if (!fields.isEmpty()) {
      json.append(spread.taken().isEmpty() ? "" : ",").append(fields);
    }
  }

  /** Puts a template together from left to right. */
  public static final class Builder {

    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder fixed = new StringBuilder();

    /** JSON text as it is: braces, commas, numbers, null. */
    public Builder json(String text) {
      fixed.append(text);
      return this;
    }

    /** A string that is always the same. */
    public Builder string(String text) {
      JsonValue.string(text).appendTo(fixed);
      return this;
    }

    /** Text within the quotes of a string. */
    public Builder inside(String text) {
      JsonValue.string(text).appendInside(fixed);
      return this;
    }

    /** A placeholder for a whole value. */
    public Builder whole(Source source) {
      return add(new Whole(source));
    }

    /** A placeholder within the quotes of a string. */
    public Builder inside(Source source) {
      return add(new Inside(source));
    }

    /**
     * A placeholder for the fields of an object, behind all others.
     *
     * @param source where the object comes from
     * @param taken the names of the fields that are there already
     */
    public Builder spread(Source source, Set<String> taken) {
      return add(new Spread(source, Set.copyOf(taken)));
    }

    private Builder add(Piece piece) {
      settle();
      pieces.add(piece);
      return this;
    }

    private void settle() {
      if (fixed.length() > 0) {
        pieces.add(new Fixed(fixed.toString()));
        fixed.setLength(0);
      }
    }

    /** The template. */
    public Template build() {
      settle();
      return new Template(pieces);
    }
  }
}
