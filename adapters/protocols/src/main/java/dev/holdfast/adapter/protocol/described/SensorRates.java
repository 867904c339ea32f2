package dev.holdfast.adapter.protocol.described;

import dev.holdfast.application.port.out.ProtocolOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How fast each sensor samples, in samples per second, as far as the gateway has told on one link.
 * What it told last holds; something that cannot be a rate makes it unknown, as a wrong time axis
 * is worse than none. One thread.
 */
final class SensorRates {

  /** A gateway with more sensors is not known; those told of least lately are forgotten. */
  static final int SENSORS_MOST = 1_024;

  /** A longer name is none; so what is remembered is bounded. */
  private static final int NAME_MOST = 256;

  private static final String LIST = "sensors";

  private final Optional<Sensors> sensors;
  private final @Nullable MessageReader reader;

  /** By sensor, in the order in which they were told of last; not a number if it was no rate. */
  private final Map<String, Double> rates = new LinkedHashMap<>();

  /** Those of the message at hand whose rate is none, and that were not complained of before. */
  private final List<String> withoutRate = new ArrayList<>();

  private boolean fullTold;

  /**
   * None is known yet.
   *
   * @param sensors how they are told apart from readings; empty if they are not
   */
  SensorRates(Optional<Sensors> sensors) {
    this.sensors = sensors;
    this.reader = sensors.map(Sensors::member).map(MessageReader::new).orElse(null);
  }

  /** Takes what a message tells of sensors, if it does; whatever else it may be. */
  void listen(Fields fields, ProtocolOutputs out) {
    if (reader == null) {
      return;
    }
    Sensors told = sensors.orElseThrow();
    JsonKind kind = fields.kind(told.each());
    boolean isList = kind == JsonKind.OBJECT || kind == JsonKind.ARRAY;
    if (!isList || !Conditions.hold(told.when(), fields)) {
      return;
    }
    String problem =
        reader.members(
            fields.text(told.each()),
            (name, member) ->
                tell(
                    told.sensor().isPlace() ? told.sensor().from(member) : name,
                    member,
                    told.rate(),
                    out));
    if (!problem.isEmpty()) {
      out.malformed(LIST + ": " + problem);
    }
    complain("", LIST, out);
  }

  /**
   * How fast a reading was sampled.
   *
   * @param reading where it says so
   * @param rule the name of the rule that found it, for complaints
   * @return empty if nobody knows
   */
  OptionalDouble of(Reading reading, Fields fields, String rule, ProtocolOutputs out) {
    String sensor = reading.sensor().from(fields);
    if (reading.rate().isPlace()) {
      int slot = reading.rate().slot();
      tell(sensor, fields, slot, out);
      complain("rule ", rule, out);
      return fields.has(slot) ? known(rate(fields, slot)) : OptionalDouble.empty();
    }
    return reading.rateOfSensor()
        ? known(rates.getOrDefault(sensor, Double.NaN))
        : OptionalDouble.empty();
  }

  private static OptionalDouble known(double rate) {
    return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  private void tell(String sensor, Fields fields, int slot, ProtocolOutputs out) {
    if (sensor.isEmpty() || sensor.length() > NAME_MOST || !fields.has(slot)) {
      return;
    }
    double rate = rate(fields, slot);
    @Nullable Double before = rates.remove(sensor);
    if (Double.isNaN(rate) && (before == null || !before.isNaN())) {
      withoutRate.add(sensor);
    }
    if (rates.size() == SENSORS_MOST) {
      rates.remove(rates.keySet().iterator().next());
      if (!fullTold) {
        fullTold = true;
        out.malformed(
            LIST
                + ": there are more than "
                + SENSORS_MOST
                + "; the rates of those told of least lately are forgotten");
      }
    }
    rates.put(sensor, rate);
  }

  /** Not a number if it is none, or not above 0. */
  private static double rate(Fields fields, int slot) {
    JsonKind kind = fields.kind(slot);
    boolean mayBe = kind == JsonKind.NUMBER || kind == JsonKind.STRING;
    double rate = mayBe ? Numbers.parse(fields.text(slot)) : Double.NaN;
    return rate > 0 ? rate : Double.NaN;
  }

  private void complain(String kind, String where, ProtocolOutputs out) {
    if (withoutRate.isEmpty()) {
      return;
    }
    String first = withoutRate.get(0);
    String name = isPlain(first) ? first : "one whose name is not repeated here";
    String whose =
        withoutRate.size() > 1
            ? withoutRate.size() + " sensors, such as " + name
            : isPlain(first) ? "sensor " + name : name;
    withoutRate.clear();
    out.malformed(kind + where + ": expected a number above 0 as the rate of " + whose);
  }

  /** Whether a name can stand in a line of a log. */
  private static boolean isPlain(String name) {
    return name.matches("[A-Za-z0-9._:/-]{1,64}");
  }
}
