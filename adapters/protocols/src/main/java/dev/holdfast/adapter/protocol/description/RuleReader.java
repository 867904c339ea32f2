package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Condition;
import dev.holdfast.adapter.protocol.described.Pick;
import dev.holdfast.adapter.protocol.described.Reading;
import dev.holdfast.adapter.protocol.described.Reading.Series;
import dev.holdfast.adapter.protocol.described.Rule;
import dev.holdfast.adapter.protocol.described.Rule.Meaning;
import dev.holdfast.adapter.protocol.described.Rule.Parts;
import dev.holdfast.adapter.protocol.described.Template;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code messages}: what messages are, rule by rule. */
final class RuleReader {

  private static final int RULES_MOST = 128;
  private static final Set<Meaning> ANSWERS =
      EnumSet.of(Meaning.ANSWER, Meaning.ERROR, Meaning.PROGRESS);
  private static final String RATE = "rate";
  private static final String RATE_OF_SENSOR = "sensor";
  private static final String RATE_EXPECTED = "sensor, or " + Places.EXPECTED;
  private static final String MESSAGES = "messages";
  private static final String RULES = "a list of rules, each with when: and is:";

  private final Places places;
  private final ConditionReader conditions;
  private final TemplateReader templates;
  private final CaptureReader captures;
  private final boolean sensorsTold;

  /**
   * A reader.
   *
   * @param sensorsTold whether the gateway tells of its sensors apart from readings
   */
  RuleReader(
      Places places,
      ConditionReader conditions,
      TemplateReader templates,
      CaptureReader captures,
      boolean sensorsTold) {
    this.places = places;
    this.conditions = conditions;
    this.templates = templates;
    this.captures = captures;
    this.sensorsTold = sensorsTold;
  }

  /** The names of what messages capture, before they are read. */
  static Set<String> captured(Section root) {
    Set<String> names = new TreeSet<>();
    root.sections(MESSAGES, RULES).forEach(rule -> names.addAll(CaptureReader.namesIn(rule)));
    return names;
  }

  /**
   * All rules.
   *
   * @param byKey whether answers carry a key
   * @param captured the names of the values that the login captured
   */
  List<Rule> read(Section root, boolean byKey, Set<String> captured) {
    return rules(root, MESSAGES, byKey, captured);
  }

  /**
   * The rules for what answers one request.
   *
   * @param form how the request is written
   */
  List<Rule> answers(Section form, boolean byKey, Set<String> captured) {
    List<Rule> rules = rules(form, "answers", byKey, captured);
    for (Rule rule : rules) {
      if (!ANSWERS.contains(rule.meaning())) {
        form.wrong(
            "answers", "expected is: answer, error or progress but was " + rule.meaning().id());
      } else if (byKey && rule.meaning() == Meaning.ERROR && !rule.parts().key().isPlace()) {
        form.wrong("answers", "expected key: in an error too, to see whose it is");
      }
    }
    return rules;
  }

  private List<Rule> rules(Section root, String key, boolean byKey, Set<String> captured) {
    List<Rule> rules = new ArrayList<>();
    List<Section> written = root.sections(key, RULES);
    if (written.size() > RULES_MOST) {
      root.wrong(key, "expected at most " + RULES_MOST + " rules but was " + written.size());
    }
    for (Section section : written.subList(0, Math.min(RULES_MOST, written.size()))) {
      Rule rule = rule(section, Integer.toString(rules.size() + 1), byKey, captured);
      hiding(rule.when(), rules)
          .ifPresent(
              hiding ->
                  section.wrong(
                      "when",
                      "is never reached: the rule "
                          + hiding.name()
                          + " before it fits whenever this one does"));
      rules.add(rule);
    }
    return rules;
  }

  private static Optional<Rule> hiding(Condition when, List<Rule> before) {
    return before.stream().filter(rule -> rule.when().followsFrom(when)).findFirst();
  }

  private Rule rule(Section section, String number, boolean byKey, Set<String> known) {
    String name = section.text("name", "a short name").orElse(number);
    Condition when = conditions.read(section, "when");
    if (!section.has("is")) {
      section.missing("is", "what such a message is");
      section.keys();
      return new Rule(
          name,
          when,
          Meaning.IGNORE,
          parts(section, List.of()),
          Optional.empty(),
          Optional.empty(),
          false,
          Map.of());
    }
    Meaning meaning = section.choice("is", Words.of(Meaning.values()), Meaning.IGNORE);
    Parts parts = parts(section, keysOf(meaning, byKey));
    boolean needsKey =
        meaning == Meaning.CALL
            || (byKey && (meaning == Meaning.ANSWER || meaning == Meaning.PROGRESS));
    if (needsKey && !section.has("key")) {
      section.missing("key", Places.EXPECTED + " of its key");
    }
    if (meaning == Meaning.PROGRESS && !byKey) {
      section.wrong("is", "expected correlation.by: key, as progress is told by key");
    }
    Optional<Template> reply =
        switch (meaning) {
          case PING -> templates.read(section, "reply", Placeholders.of(known).answering());
          case NOTIFICATION ->
              templates.read(section, "acknowledge", Placeholders.of(known).answering());
          default -> Optional.empty();
        };
    Optional<Reading> reading =
        meaning == Meaning.NOTIFICATION
            ? section.section("reading").map(this::reading)
            : Optional.empty();
    boolean failure = meaning == Meaning.NOTIFICATION && section.flag("failure", false);
    Map<String, Integer> captured = captures.read(section);
    section.finish();
    return new Rule(name, when, meaning, parts, reply, reading, failure, captured);
  }

  /** What may be said of a message of each kind. */
  private static List<String> keysOf(Meaning meaning, boolean byKey) {
    return switch (meaning) {
      case ANSWER -> List.of(byKey ? "key" : "command", "body");
      case ERROR -> List.of(byKey ? "key" : "command", "code", "text");
      case PROGRESS -> List.of("key");
      case NOTIFICATION -> List.of("topic", "subject", "id", "body");
      case CALL -> List.of("key", "action", "body");
      case END -> List.of("text");
      case PING, PONG, IGNORE -> List.of();
    };
  }

  private Parts parts(Section section, List<String> allowed) {
    return new Parts(
        place(section, "key", allowed),
        place(section, "body", allowed),
        placeOrText(section, "code", allowed),
        placeOrText(section, "text", allowed),
        place(section, "command", allowed),
        placeOrText(section, "topic", allowed),
        place(section, "subject", allowed),
        place(section, "id", allowed),
        placeOrText(section, "action", allowed));
  }

  private Pick place(Section section, String key, List<String> allowed) {
    return allowed.contains(key) ? places.place(section, key) : Pick.NOTHING;
  }

  private Pick placeOrText(Section section, String key, List<String> allowed) {
    return allowed.contains(key) ? places.placeOrText(section, key) : Pick.NOTHING;
  }

  private Reading reading(Section section) {
    Pick sensor = places.place(section, "sensor");
    Pick time = places.place(section, "time");
    boolean rateOfSensor =
        section.text(RATE, RATE_EXPECTED).filter(RATE_OF_SENSOR::equals).isPresent();
    Pick rate = rateOfSensor ? Pick.NOTHING : places.place(section, RATE, RATE_EXPECTED);
    if (rateOfSensor && !sensorsTold) {
      section.wrong(
          RATE,
          "expected "
              + SensorsReader.SENSORS
              + ": beside messages:, to say where the gateway tells the rate of a sensor");
    }
    if (rateOfSensor && !section.has("sensor")) {
      section.missing("sensor", Places.EXPECTED + " of the sensor whose rate it is");
    }
    String expected = "names of series, such as x, with the JSON Pointers of their numbers";
    List<Series> series = new ArrayList<>();
    section.required("series", expected);
    Optional<Section> written = section.section("series");
    for (String name : written.map(Section::keys).orElse(Set.of())) {
      Pick place = places.place(written.orElseThrow(), name);
      if (place.slot() >= 0) {
        series.add(new Series(name, place.slot()));
      }
    }
    section.finish();
    return new Reading(sensor, time, rate, rateOfSensor, series);
  }
}
