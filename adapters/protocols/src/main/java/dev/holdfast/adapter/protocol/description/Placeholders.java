package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Source;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which placeholders may stand in a template.
 *
 * @param origins those that stand for something of ours
 * @param captured the names of the values that were captured by then
 * @param later the names of those that will be captured, but only later
 * @param message whether pointers into the message that is answered may
 */
record Placeholders(Set<Origin> origins, Set<String> captured, Set<String> later, boolean message) {

  /** What of credentials there is. */
  static final Set<Origin> CREDENTIALS = EnumSet.of(Origin.EMAIL, Origin.PASSWORD, Origin.TOKEN);

  Placeholders {
    captured = new TreeSet<>(captured);
    later = new TreeSet<>(later);
  }

  /** Those of ours, and everything that the login captured. */
  static Placeholders of(Set<String> captured, Origin... origins) {
    Set<Origin> all = EnumSet.noneOf(Origin.class);
    all.addAll(List.of(origins));
    return new Placeholders(all, captured, Set.of(), false);
  }

  /** The same, and pointers into the message that is answered. */
  Placeholders answering() {
    return new Placeholders(origins, captured, later, true);
  }

  /** What may be written. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    origins.forEach(origin -> words.add(origin.id()));
    words.addAll(captured);
    if (message) {
      words.add("a JSON Pointer");
    }
    return words;
  }

  /** Whether a name stands for something of ours. */
  boolean isOrigin(String name) {
    return Origin.byId(name).filter(origins::contains).isPresent();
  }

  /** What a name of ours, or a captured one, stands for. */
  Source source(String name) {
    return isOrigin(name) ? Source.of(Origin.byId(name).orElseThrow()) : Source.captured(name);
  }
}
