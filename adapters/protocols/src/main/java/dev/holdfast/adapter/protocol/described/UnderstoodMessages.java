package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Description.Otherwise;
import dev.holdfast.adapter.protocol.described.Rule.Parts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells a witness, if there is one, how messages are understood. */
final class UnderstoodMessages {

  private final Witness witness;

  UnderstoodMessages(Witness witness) {
    this.witness = witness;
  }

  void byNoRule(Otherwise otherwise) {
    if (witness != Witness.NONE) {
      witness.understood(
          "no rule fits, so: " + otherwise.name().toLowerCase(Locale.ROOT), Map.of());
    }
  }

  void by(Rule rule, Fields fields) {
    if (witness == Witness.NONE) {
      return;
    }
    Parts parts = rule.parts();
    Map<String, String> found = new LinkedHashMap<>();
    put(found, "key", parts.key(), fields);
    put(found, "command", parts.command(), fields);
    put(found, "code", parts.code(), fields);
    put(found, "text", parts.text(), fields);
    put(found, "action", parts.action(), fields);
    put(found, "topic", parts.topic(), fields);
    put(found, "subject", parts.subject(), fields);
    put(found, "id", parts.id(), fields);
    put(found, "body", parts.body(), fields);
    witness.understood(rule.meaning().id() + " (rule " + rule.name() + ")", found);
  }

  private static void put(Map<String, String> found, String name, Pick pick, Fields fields) {
    String text = pick.from(fields);
    if (!text.isEmpty()) {
      found.put(name, text);
    }
  }
}
