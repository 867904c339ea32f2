package dev.holdfast.adapter.simulation.scenario;

import dev.holdfast.domain.time.DurationText;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One mapping of the file, asked key by key. What is wrong is noted, and the answer is then the
 * default, so that all problems are found at once. What nobody asked for is unknown.
 */
final class Section {

  private final String path;
  private final int line;
  private final Map<String, Yaml> values;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * A mapping.
   *
   * @param path what its keys are below, empty or ending in a dot
   */
  Section(String path, Yaml yaml, Problems problems) {
    this.path = path;
    this.line = yaml.line();
    this.problems = problems;
    if (yaml instanceof Yaml.Mapping mapping) {
      this.values = mapping.values();
    } else {
      this.values = Map.of();
      String key = path.isEmpty() ? "the file" : path.substring(0, path.length() - 1);
      problems.add(line, key, yaml.words(), "a mapping of keys to values");
    }
  }

  int line() {
    return line;
  }

  /** Whether a key is given. */
  boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** Notes that what was given under a key, or under all of them, does not go together. */
  void wrong(String key, String value, String expected) {
    int where = values.containsKey(key) ? values.get(key).line() : line;
    problems.add(where, path + key, value, expected);
  }

  /** The section below a key; an empty one if it is not given. */
  Section section(String key) {
    asked.add(key);
    Yaml yaml = values.containsKey(key) ? values.get(key) : new Yaml.Mapping(line, Map.of());
    return new Section(path + key + ".", yaml, problems);
  }

  /** The values of a list. */
  List<Yaml> list(String key, String expected) {
    asked.add(key);
    if (values.get(key) instanceof Yaml.Sequence sequence && !sequence.values().isEmpty()) {
      return sequence.values();
    }
    wrong(key, values.containsKey(key) ? values.get(key).words() : "missing", expected);
    return List.of();
  }

  /** A text that must be given. */
  String text(String key, String expected) {
    Optional<String> text = plain(key, expected);
    if (text.isEmpty() && !values.containsKey(key)) {
      wrong(key, "missing", expected);
    }
    return text.orElse("");
  }

  /** A text that may be left out. */
  String text(String key, String fallback, String expected) {
    return plain(key, expected).orElse(fallback);
  }

  long number(String key, long low, long high, long fallback) {
    String expected = "a whole number from " + low + " to " + high;
    Optional<String> text = plain(key, expected);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      long number = Long.parseLong(text.get().replace("_", ""));
      if (number >= low && number <= high) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers out of range.
    }
    wrong(key, text.get(), expected);
    return fallback;
  }

  /** A number from 0 to 1. */
  double share(String key, double fallback) {
    String expected = "a number from 0 to 1";
    Optional<String> text = plain(key, expected);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      double share = Double.parseDouble(text.get());
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers out of range.
    }
    wrong(key, text.get(), expected);
    return fallback;
  }

  Duration duration(String key, Duration low, Duration high, Duration fallback) {
    String expected =
        "a duration from "
            + DurationText.format(low)
            + " to "
            + DurationText.format(high)
            + ", such as 30s, 5m, PT30S or milliseconds";
    Optional<String> text = plain(key, expected);
    if (text.isEmpty()) {
      return fallback;
    }
    Optional<Duration> duration = DurationText.parse(text.get());
    if (duration.isPresent()
        && duration.get().compareTo(low) >= 0
        && duration.get().compareTo(high) <= 0) {
      return duration.get();
    }
    wrong(key, text.get(), expected);
    return fallback;
  }

  /** A duration that must be given. */
  Duration duration(String key, Duration low, Duration high) {
    if (!has(key)) {
      wrong(key, "missing", "a duration such as 30s");
    }
    return duration(key, low, high, high.compareTo(Duration.ofSeconds(1)) < 0 ? high : one(low));
  }

  /** Notes every key that nobody asked for. */
  void finish() {
    values.forEach(
        (key, value) -> {
          if (!asked.contains(key)) {
            problems.add(
                value.line(), path + key + " is unknown; expected " + String.join(", ", asked));
          }
        });
  }

  private static Duration one(Duration low) {
    Duration second = Duration.ofSeconds(1);
    return low.compareTo(second) > 0 ? low : second;
  }

  private Optional<String> plain(String key, String expected) {
    asked.add(key);
    if (!values.containsKey(key)) {
      return Optional.empty();
    }
    if (values.get(key) instanceof Yaml.Plain plain && !plain.text().isEmpty()) {
      return Optional.of(plain.text());
    }
    wrong(key, values.get(key).words(), expected);
    return Optional.empty();
  }
}
