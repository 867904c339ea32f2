package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a result has to be like, such as {@code peak<=2000/s} or {@code t99<=60s}: a gate for
 * builds.
 *
 * <p>The metrics: {@code peak}, {@code peak-first}, {@code peak-during}, {@code peak-recovery}
 * (attempts per second), {@code t50}, {@code t90}, {@code t99}, {@code t100} (durations; a share of
 * the fleet that never came back meets nothing), {@code attempts} (of a device until recovery, on
 * average), {@code wasted} and {@code at-cap} (shares of all attempts and of all delays, in
 * percent), {@code gave-up} (devices). Operators: {@code <=}, {@code <}, {@code >=}, {@code >},
 * {@code ==}. Immutable; any thread.
 */
public final class Requirement {

  private static final Pattern FORM =
      Pattern.compile("\\s*([A-Za-z0-9-]+)\\s*([<>=!]+)\\s*(\\S.*?)\\s*");

  private final String text;
  private final Metric metric;
  private final Comparison comparison;
  private final double required;

  private Requirement(String text, Metric metric, Comparison comparison, double required) {
    this.text = text;
    this.metric = metric;
    this.comparison = comparison;
    this.required = required;
  }

  /**
   * Reads a requirement: a metric, an operator, a value with its unit.
   *
   * @throws RequirementException naming what is wrong and what was expected
   */
  public static Requirement parse(String text) throws RequirementException {
    String shown = "'" + text.strip().replaceAll("\\p{Cntrl}", "?") + "'";
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new RequirementException(
          shown
              + " is no requirement; expected a metric, an operator and a value, such as"
              + " peak<=2000/s or t99<=60s");
    }
    Optional<Metric> metric = Metric.byId(matcher.group(1));
    if (metric.isEmpty()) {
      throw new RequirementException(
          shown + ": no metric " + matcher.group(1) + "; expected one of " + Metric.names());
    }
    Optional<Comparison> comparison = Comparison.bySign(matcher.group(2));
    if (comparison.isEmpty()) {
      throw new RequirementException(
          shown + ": no operator " + matcher.group(2) + "; expected <=, <, >=, > or ==");
    }
    OptionalDouble value = metric.get().unit().parse(matcher.group(3));
    if (value.isEmpty()) {
      throw new RequirementException(
          shown + ": " + metric.get().id() + " needs " + metric.get().unit().expected());
    }
    return new Requirement(text.strip(), metric.get(), comparison.get(), value.getAsDouble());
  }

  /**
   * What is wrong with a result.
   *
   * @return one line for people, with the value that was measured; empty if the requirement is met
   */
  public Optional<String> failureOf(StormResult result) {
    double value = metric.of(result);
    boolean met = !Double.isInfinite(value) && comparison.holds(value, required);
    return met
        ? Optional.empty()
        : Optional.of(
            String.format(
                "%s: %s does not hold, %s is %s",
                result.policy().name(), text, metric.id(), metric.unit().text(value)));
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
