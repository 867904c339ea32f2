package dev.holdfast.bootstrap.config;

import dev.holdfast.domain.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Turns written values into typed ones and collects what is wrong with them. A wrong value reads as
 * the default, so that reading goes on and every problem is found.
 */
final class SettingReader {

  private final Places places;
  private final List<ConfigProblem> problems;
  private final Map<Setting, EffectiveSetting> effective = new EnumMap<>(Setting.class);
  private final List<EffectiveSetting> entries = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  SettingReader(Places places, List<ConfigProblem> problems) {
    this.places = places;
    this.problems = problems;
  }

  Places places() {
    return places;
  }

  /** The value in force as it was written. */
  Optional<Found> find(Setting setting) {
    return places.find(setting);
  }

  /** Where the value in force was written. */
  String whereFrom(Setting setting) {
    return find(setting).map(Found::source).orElse("default");
  }

  /** Adds a problem with a value. */
  void wrong(Found found, String expected) {
    problem(ConfigProblem.wrongValue(found, found.shown(), expected));
  }

  /** Complains about a setting that says nothing without another. */
  void requirePartner(Setting given, Setting partner) {
    if (find(partner).isEmpty()) {
      find(given)
          .filter(found -> !found.byDefault())
          .ifPresent(found -> wrong(found, "to be given together with " + partner + ", not alone"));
    }
  }

  void problem(ConfigProblem problem) {
    problems.add(problem);
  }

  /** Adds something that looks like a mistake but need not be one. */
  void warn(String text) {
    warnings.add(text);
  }

  /** Everything that looks like a mistake but need not be one. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(places.warnings());
    all.addAll(warnings);
    return all;
  }

  /** Notes what is in force, as it may be shown. */
  void show(Setting setting, String shown) {
    effective.put(
        setting,
        new EffectiveSetting(setting.name(), Masking.printable(shown), whereFrom(setting)));
  }

  /** Notes an entry of a section that has no variable. */
  void showEntry(String key, String shown, String source) {
    entries.add(new EffectiveSetting(Masking.printable(key), Masking.printable(shown), source));
  }

  /** Notes all that another reader has noted. */
  void showAll(SettingReader other) {
    effective.putAll(other.effective);
    entries.addAll(other.entries);
  }

  /** Everything noted, in the order of the settings. */
  List<EffectiveSetting> effective() {
    List<EffectiveSetting> all = new ArrayList<>(effective.values());
    all.addAll(entries);
    return all;
  }

  /** A duration within a range. */
  Duration duration(Setting setting, DurationRange range) {
    Duration value =
        parsed(setting, DurationText.EXPECTED, DurationText::parse)
            .filter(parsed -> inRange(setting, range, parsed))
            .orElseGet(() -> DurationText.parse(setting.defaultText().orElseThrow()).orElseThrow());
    show(setting, DurationText.format(value));
    return value;
  }

  /** A duration within a range, or empty for {@code off}. */
  Optional<Duration> durationOrOff(Setting setting, DurationRange range) {
    Optional<Duration> value =
        parsed(
                setting,
                DurationText.EXPECTED + ", or off",
                text -> off(text, "off") ? Optional.of(Duration.ZERO) : DurationText.parse(text))
            .filter(parsed -> off(written(setting), "off") || inRange(setting, range, parsed))
            .filter(parsed -> !off(written(setting), "off"));
    show(setting, value.map(DurationText::format).orElse("off"));
    return value;
  }

  /** A whole number within a range. */
  long number(Setting setting, long least, long most) {
    long value =
        parsed(
                setting,
                "a whole number from " + least + " to " + most,
                text -> number(text).filter(parsed -> parsed >= least && parsed <= most))
            .orElseGet(() -> Long.parseLong(setting.defaultText().orElseThrow()));
    show(setting, Long.toString(value));
    return value;
  }

  /** A whole number from zero, or empty for {@code none}. */
  OptionalInt countOrNone(Setting setting) {
    OptionalInt count =
        parsed(
                setting,
                "a whole number from 0 to " + Integer.MAX_VALUE + ", or none",
                SettingReader::countOrNone)
            .orElse(OptionalInt.empty());
    show(setting, count.isPresent() ? Integer.toString(count.getAsInt()) : "none");
    return count;
  }

  /**
   * One of a few names, in upper or lower case.
   *
   * @param names the names there are
   * @param byName finds a value by its name
   * @return empty if nobody gave one and there is no default
   */
  <T> Optional<T> choice(
      Setting setting, List<String> names, Function<String, Optional<T>> byName) {
    Optional<T> value = parsed(setting, oneOf(names), text -> byName.apply(lower(text)));
    show(setting, value.isPresent() ? lower(written(setting)) : "not set");
    return value.or(() -> setting.defaultText().flatMap(byName));
  }

  private <T> Optional<T> parsed(
      Setting setting, String expected, Function<String, Optional<T>> parser) {
    Optional<Found> found = find(setting);
    Optional<T> value = found.map(Found::value).map(String::strip).flatMap(parser);
    if (found.isPresent() && value.isEmpty()) {
      wrong(found.get(), expected);
    }
    return value;
  }

  private boolean inRange(Setting setting, DurationRange range, Duration value) {
    if (!range.contains(value)) {
      find(setting).ifPresent(found -> wrong(found, range.words()));
      return false;
    }
    return true;
  }

  private String written(Setting setting) {
    return find(setting).map(Found::value).map(String::strip).orElse("");
  }

  private static boolean off(String text, String word) {
    return lower(text).equals(word);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Optional<OptionalInt> countOrNone(String text) {
    if (off(text, "none")) {
      return Optional.of(OptionalInt.empty());
    }
    return number(text)
        .filter(parsed -> parsed <= Integer.MAX_VALUE)
        .map(parsed -> OptionalInt.of(parsed.intValue()));
  }

  /** A whole number from zero, of up to 18 digits. */
  static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** Names as an enumeration in a sentence. */
  static String oneOf(List<String> names) {
    int last = names.size() - 1;
    return "one of " + String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
