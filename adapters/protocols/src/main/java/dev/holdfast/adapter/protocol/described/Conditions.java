package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Condition.All;
import dev.holdfast.adapter.protocol.described.Condition.AtLeast;
import dev.holdfast.adapter.protocol.described.Condition.Equal;
import dev.holdfast.adapter.protocol.described.Condition.Not;
import dev.holdfast.adapter.protocol.described.Condition.OfKind;
import dev.holdfast.adapter.protocol.described.Condition.OneOf;
import dev.holdfast.adapter.protocol.described.Condition.Present;
import java.util.List;

/** Asks conditions of messages. */
final class Conditions {

  private Conditions() {}

  /** Whether a condition holds. */
  static boolean hold(Condition condition, Fields fields) {
    if (condition instanceof Equal equal) {
      return isText(equal.slot(), fields) && fields.text(equal.slot()).equals(equal.text());
    }
    if (condition instanceof All all) {
      return holdAll(all.conditions(), fields);
    }
    if (condition instanceof Present present) {
      return fields.kind(present.slot()) != JsonKind.ABSENT;
    }
    if (condition instanceof OfKind ofKind) {
      return fields.kind(ofKind.slot()) == ofKind.kind();
    }
    if (condition instanceof OneOf oneOf) {
      return isText(oneOf.slot(), fields) && oneOf.texts().contains(fields.text(oneOf.slot()));
    }
    if (condition instanceof AtLeast atLeast) {
      return fields.kind(atLeast.slot()).isScalar()
          && Numbers.parse(fields.text(atLeast.slot())) >= atLeast.bound();
    }
    return !hold(((Not) condition).condition(), fields);
  }

  /** The place that a condition can only hold of if there is something; -1 if there is none. */
  static int placeOf(Condition condition) {
    if (condition instanceof Equal equal) {
      return equal.slot();
    }
    if (condition instanceof OneOf oneOf) {
      return oneOf.slot();
    }
    if (condition instanceof Present present) {
      return present.slot();
    }
    if (condition instanceof OfKind ofKind) {
      return ofKind.slot();
    }
    return condition instanceof AtLeast atLeast ? atLeast.slot() : -1;
  }

  private static boolean holdAll(List<Condition> conditions, Fields fields) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!hold(conditions.get(i), fields)) {
        return false;
      }
    }
    return true;
  }

  // A container is never equal to a text, and taking its text would copy it.
  private static boolean isText(int slot, Fields fields) {
    JsonKind kind = fields.kind(slot);
    return kind.isScalar() || kind == JsonKind.NULL;
  }
}
