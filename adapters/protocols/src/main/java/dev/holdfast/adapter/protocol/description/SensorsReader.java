package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Condition;
import dev.holdfast.adapter.protocol.described.Pick;
import dev.holdfast.adapter.protocol.described.Requests;
import dev.holdfast.adapter.protocol.described.Rule;
import dev.holdfast.adapter.protocol.described.Sensors;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code sensors}: how the gateway tells of its sensors apart from their readings. */
final class SensorsReader {

  /** Its key. */
  static final String SENSORS = "sensors";

  private static final String ASK = "ask";
  private static final String EACH = "each";
  private static final String EACH_EXPECTED =
      Places.EXPECTED + " of the object or list whose members are sensors";

  private final Places places;
  private final ConditionReader conditions;
  private final Problems problems;

  SensorsReader(Places places, ConditionReader conditions, Problems problems) {
    this.places = places;
    this.conditions = conditions;
    this.problems = problems;
  }

  /**
   * What it says, if it is given.
   *
   * @param rules of which one must make use of it
   * @param commands of which one may be asked for it
   */
  Optional<Sensors> read(Section root, List<Rule> rules, Requests commands) {
    Optional<Section> section = root.section(SENSORS);
    boolean used =
        rules.stream().anyMatch(rule -> rule.reading().filter(r -> r.rateOfSensor()).isPresent());
    if (section.isPresent() && !used) {
      root.wrong(SENSORS, "is of no use; expected a reading with rate: sensor in messages");
    }
    return section.map(written -> sensors(written, commands));
  }

  private Sensors sensors(Section section, Requests commands) {
    Optional<String> ask = section.text(ASK, "the name of a command");
    if (ask.isPresent() && commands.form(ask.get()).isEmpty()) {
      section
          .value(ASK, "")
          .ifPresent(
              node ->
                  section.wrong(
                      ASK,
                      commands.names().isEmpty()
                          ? "a command, and commands: that say how it is written"
                          : "one of the commands " + String.join(", ", commands.names()),
                      node));
    }
    section.required("when", ConditionReader.EXPECTED);
    Condition when = conditions.read(section, "when");
    int each = each(section);
    Places member = new Places(problems);
    Pick sensor = member.place(section, "sensor");
    section.required("rate", Places.EXPECTED + " of the samples per second");
    Pick rate = member.place(section, "rate");
    section.finish();
    return new Sensors(ask, when, each, member.shape(), sensor, rate.slot());
  }

  /** The place of what holds the sensors: it may be the whole message. */
  private int each(Section section) {
    section.required(EACH, EACH_EXPECTED);
    Optional<String> pointer = section.text(EACH, EACH_EXPECTED);
    OptionalInt slot =
        pointer.isEmpty()
            ? OptionalInt.empty()
            : places.slotOrWhole(
                section.value(EACH, EACH_EXPECTED).orElseThrow(),
                section.pathOf(EACH),
                pointer.get());
    return slot.orElse(-1);
  }
}
