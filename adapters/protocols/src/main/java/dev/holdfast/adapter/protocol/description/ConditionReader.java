package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Condition;
import dev.holdfast.adapter.protocol.described.JsonKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads what is asked of a message: pointers, and what has to be there. */
final class ConditionReader {

  static final String EXPECTED = "a mapping of JSON Pointers to what has to be there";

  private final Places places;
  private final Problems problems;

  ConditionReader(Places places, Problems problems) {
    this.places = places;
    this.problems = problems;
  }

  /** What a key asks; nothing, so always true, if the key is not given. */
  Condition read(Section section, String key) {
    Optional<Node> node = section.value(key, EXPECTED);
    if (node.isEmpty()) {
      return new Condition.All(List.of());
    }
    Section pointers = new Section(section.pathOf(key), node.get(), problems);
    List<Condition> conditions = new ArrayList<>();
    for (String pointer : pointers.keys()) {
      OptionalInt slot = places.slotOrWhole(pointers.keyNode(pointer), pointers.path(), pointer);
      Optional<Node> asked = pointers.value(pointer, "what has to be there");
      if (slot.isPresent() && asked.isPresent()) {
        conditions.addAll(at(slot.getAsInt(), asked.get(), pointers.pathOf(pointer)));
      }
    }
    return new Condition.All(conditions);
  }

  private List<Condition> at(int slot, Node node, String path) {
    if (node instanceof ScalarNode scalar) {
      return List.of(new Condition.Equal(slot, scalar.getValue()));
    }
    if (!(node instanceof MappingNode)) {
      problems.add(
          node, path, "a value, or a mapping such as one-of: [a, b]", YamlText.words(node));
      return List.of();
    }
    Section section = new Section(path, node, problems);
    List<Condition> conditions = new ArrayList<>();
    section
        .text("equals", "a value")
        .ifPresent(text -> conditions.add(new Condition.Equal(slot, text)));
    if (section.has("exists")) {
      Condition present = new Condition.Present(slot);
      conditions.add(section.flag("exists", true) ? present : new Condition.Not(present));
    }
    if (section.has("type")) {
      conditions.add(new Condition.OfKind(slot, kind(section)));
    }
    List<String> words = section.texts("one-of", "a list of values");
    if (!words.isEmpty()) {
      conditions.add(new Condition.OneOf(slot, new LinkedHashSet<>(words)));
    }
    section
        .text("at-least", "a number")
        .ifPresent(text -> atLeast(section, slot, text, conditions));
    section
        .value("not", "a value or a mapping")
        .ifPresent(
            not ->
                conditions.add(
                    new Condition.Not(new Condition.All(at(slot, not, section.pathOf("not"))))));
    section.finish();
    if (section.keys().isEmpty()) {
      problems.add(node, path, "what has to be there", "an empty mapping");
    }
    return conditions;
  }

  private static JsonKind kind(Section section) {
    Map<String, JsonKind> kinds = Words.of(JsonKind.values());
    kinds.remove(JsonKind.ABSENT.id());
    return section.choice("type", kinds, JsonKind.NULL);
  }

  private static void atLeast(Section section, int slot, String text, List<Condition> conditions) {
    if (text.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")) {
      conditions.add(new Condition.AtLeast(slot, Double.parseDouble(text)));
    } else {
      section
          .value("at-least", "a number")
          .ifPresent(n -> section.wrong("at-least", "a number", n));
    }
  }
}
