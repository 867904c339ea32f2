package dev.holdfast.adapter.protocol.described;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one link's session keeps of the gateway's messages, by name. One thread. */
final class Captures {

  /** A longer value is no session id, nonce or counter. */
  static final int CHARACTERS_MOST = 16 * 1024;

  private final Map<String, JsonValue> values = new LinkedHashMap<>();

  /** What was kept so far. */
  Map<String, JsonValue> values() {
    return values;
  }

  /** Takes over what an earlier link kept; what this one has kept is newer. */
  void takeOver(Map<String, JsonValue> earlier) {
    earlier.forEach(values::putIfAbsent);
  }

  /**
   * Keeps what is at some places.
   *
   * @param places the places, by name
   * @return what is wrong, for people; empty if all is kept
   */
  Optional<String> all(Map<String, Integer> places, Fields fields) {
    for (Map.Entry<String, Integer> place : places.entrySet()) {
      if (!fields.has(place.getValue())) {
        return Optional.of("lacks what is captured as " + place.getKey());
      }
      Optional<String> problem = keep(place.getKey(), place.getValue(), fields);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** Keeps what there is at some places, and what was kept before for the others. */
  Optional<String> thoseThere(Map<String, Integer> places, Fields fields) {
    for (Map.Entry<String, Integer> place : places.entrySet()) {
      if (fields.has(place.getValue())) {
        Optional<String> problem = keep(place.getKey(), place.getValue(), fields);
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> keep(String name, int slot, Fields fields) {
    JsonValue value = fields.value(slot);
    if (value.text().length() > CHARACTERS_MOST) {
      return Optional.of("has more than " + CHARACTERS_MOST + " characters to capture as " + name);
    }
    values.put(name, value);
    return Optional.empty();
  }

  /** What a message holds at some places, for people. */
  static Map<String, String> texts(Map<String, Integer> places, Fields fields) {
    Map<String, String> texts = new TreeMap<>();
    places.forEach((name, slot) -> texts.put(name, fields.text(slot)));
    return texts;
  }
}
