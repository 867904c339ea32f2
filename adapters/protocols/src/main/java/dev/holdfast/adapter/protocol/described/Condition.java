package dev.holdfast.adapter.protocol.described;

import java.util.List;
import java.util.Set;

/**
 * Something that is true of a message or not. Values are compared as text, so that {@code 17} and
 * {@code "17"} are equal: gateways mix them.
 */
public sealed interface Condition {

  /** What a description asks of the value at a place. */
  record Equal(int slot, String text) implements Condition {}

  /** The value is one of several. */
  record OneOf(int slot, Set<String> texts) implements Condition {

    /** Copies the set. */
    public OneOf {
      texts = Set.copyOf(texts);
    }
  }

  /** There is a value, possibly null. */
  record Present(int slot) implements Condition {}

  /** The value is of a kind. */
  record OfKind(int slot, JsonKind kind) implements Condition {}

  /** The value is a number, or a text that is one, and not less than a bound. */
  record AtLeast(int slot, double bound) implements Condition {}

  /** The opposite. */
  record Not(Condition condition) implements Condition {}

  /** Several things at once; all of nothing is always true. */
  record All(List<Condition> conditions) implements Condition {

    /** Copies the list. */
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** Whether it holds whenever another one does, as far as can be told without trying. */
  default boolean followsFrom(Condition other) {
    if (this instanceof All all) {
      return all.conditions().stream().allMatch(part -> part.followsFrom(other));
    }
    if (other instanceof All all) {
      return all.conditions().stream().anyMatch(this::followsFrom);
    }
    if (this instanceof Present present) {
      return Conditions.placeOf(other) == present.slot();
    }
    if (this instanceof OneOf oneOf && other instanceof Equal equal) {
      return oneOf.slot() == equal.slot() && oneOf.texts().contains(equal.text());
    }
    return equals(other);
  }
}
