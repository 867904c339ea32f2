package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Pick;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code capture}: names, and the places of the values that are kept under them. */
final class CaptureReader {

  private final Places places;
  private final Set<String> names = new TreeSet<>();

  CaptureReader(Places places) {
    this.places = places;
  }

  /** The names of all values that were captured so far. */
  Set<String> names() {
    return names;
  }

  /** The names that a section captures, before it is read. */
  static Set<String> namesIn(Section section) {
    return section.section("capture").map(Section::keys).orElse(Set.of());
  }

  /** What a section captures. */
  Map<String, Integer> read(Section section) {
    Map<String, Integer> captures = new LinkedHashMap<>();
    Optional<Section> written = section.section("capture");
    for (String name : written.map(Section::keys).orElse(Set.of())) {
      Section capture = written.orElseThrow();
      Pick place = places.place(capture, name);
      if (!name.matches("[a-z][a-z0-9-]{0,39}") || Origin.byId(name).isPresent()) {
        capture.wrong(
            name,
            "expected a name of small letters that is no placeholder already but was " + name);
      } else if (place.slot() >= 0) {
        captures.put(name, place.slot());
      }
      names.add(name);
    }
    return captures;
  }
}
