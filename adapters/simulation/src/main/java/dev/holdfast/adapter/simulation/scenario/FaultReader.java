package dev.holdfast.adapter.simulation.scenario;

import dev.holdfast.adapter.simulation.scenario.Fault.Ramp;
import dev.holdfast.adapter.simulation.scenario.Scenario.Gateway;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.time.DurationText;
import java.time.Duration;
import java.util.Optional;

/** Reads one fault of the list. */
final class FaultReader {

  private static final String KINDS =
      "outage, rolling-restart, flapping, partition, idle-cut, heartbeat-loss, freeze or"
          + " cold-start";
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final int RATE_MAX = 100_000_000;

  private FaultReader() {}

  /**
   * Reads one.
   *
   * @param first whether it is the first of the list
   * @return empty if something is wrong with it, which is noted
   */
  static Optional<Fault> fault(Section section, Gateway gateway, boolean first) {
    String kind = section.text("kind", KINDS);
    Duration at = section.duration("at", Duration.ZERO, DAY, Duration.ZERO);
    Optional<Fault> fault =
        switch (kind) {
          case "outage" -> Optional.of(outage(section, at));
          case "rolling-restart" -> Optional.of(rollingRestart(section, at, gateway));
          case "flapping" ->
              Optional.of(
                  new Fault.Flapping(
                      at,
                      length(section),
                      section.duration("up-for", MILLI, DAY, Duration.ofMillis(100)),
                      links(section, LinkEnd.RESET)));
          case "partition" ->
              Optional.of(new Fault.Partition(at, length(section), section.share("share", 1)));
          case "idle-cut" ->
              Optional.of(
                  new Fault.IdleCut(
                      at,
                      length(section),
                      section.duration("silence", MILLI, DAY),
                      links(section, LinkEnd.RESET)));
          case "heartbeat-loss" ->
              Optional.of(
                  new Fault.HeartbeatLoss(at, length(section), section.share("probability", 1)));
          case "freeze" -> Optional.of(freeze(section, at));
          case "cold-start" -> coldStart(section, at, first);
          case "" -> Optional.empty();
          default -> {
            section.wrong("kind", kind, KINDS);
            yield Optional.empty();
          }
        };
    // What is unknown can be told only where the kind is known.
    fault.ifPresent(known -> section.finish());
    return fault;
  }

  /** Reads what becomes of attempts; {@code retry-after} goes with a status. */
  static Refusal refusal(Section section, String key) {
    String expected = "refused, time-out or an HTTP status from 300 to 599";
    String text = section.text(key, "refused", expected);
    boolean askedToWait = section.has("retry-after");
    Duration wait = section.duration("retry-after", Duration.ZERO, DAY, Duration.ZERO);
    if (text.matches("[3-5][0-9]{2}")) {
      return Refusal.status(
          Integer.parseInt(text), askedToWait ? Optional.of(wait) : Optional.empty());
    }
    if (askedToWait) {
      section.wrong(
          "retry-after", DurationText.format(wait), "nothing without an HTTP status in " + key);
    }
    return switch (text) {
      case "refused" -> Refusal.REFUSED;
      case "time-out" -> Refusal.IGNORED;
      default -> {
        section.wrong(key, text, expected);
        yield Refusal.REFUSED;
      }
    };
  }

  private static Fault outage(Section section, Duration at) {
    Duration length = length(section);
    Duration spread =
        section.duration("spread", Duration.ZERO, length, least(length, Duration.ofMillis(200)));
    return new Fault.Outage(
        at,
        length,
        links(section, LinkEnd.RESET),
        spread,
        refusal(section, "attempts"),
        ramp(section));
  }

  private static Optional<Ramp> ramp(Section section) {
    if (!section.has("ramp-for") && !section.has("ramp-from") && !section.has("ramp-to")) {
      return Optional.empty();
    }
    int from = (int) section.number("ramp-from", 1, RATE_MAX, 1);
    long to = section.number("ramp-to", 1, RATE_MAX, from);
    Duration length = section.duration("ramp-for", MILLI, DAY);
    if (to < from) {
      section.wrong("ramp-to", Long.toString(to), "at least ramp-from, " + from);
      return Optional.empty();
    }
    return Optional.of(new Ramp(from, (int) to, length));
  }

  private static Fault rollingRestart(Section section, Duration at, Gateway gateway) {
    int nodes = (int) section.number("nodes", 1, gateway.nodes(), gateway.nodes());
    Duration away = section.duration("away", MILLI, DAY);
    Duration pause = section.duration("pause", Duration.ZERO, DAY, Duration.ZERO);
    Duration spread =
        section.duration("spread", Duration.ZERO, away, least(away, Duration.ofMillis(200)));
    LinkEnd links = links(section, LinkEnd.close(CloseCode.SERVICE_RESTART));
    return new Fault.RollingRestart(at, nodes, away, pause, links, spread);
  }

  private static Fault freeze(Section section, Duration at) {
    String expected = "goes-on or dies";
    String then = section.text("then", "goes-on", expected);
    if (!then.equals("goes-on") && !then.equals("dies")) {
      section.wrong("then", then, expected);
    }
    return new Fault.Freeze(at, length(section), then.equals("dies"));
  }

  private static Optional<Fault> coldStart(Section section, Duration at, boolean first) {
    Duration within = length(section);
    if (!first || !at.isZero()) {
      section.wrong("kind", "cold-start", "it as the first fault, at 0s");
      return Optional.empty();
    }
    return Optional.of(new Fault.ColdStart(at, within));
  }

  private static LinkEnd links(Section section, LinkEnd fallback) {
    String expected = "reset, silent or a close code such as 1012";
    String text = section.text("links", "", expected);
    if (text.matches("[0-9]{4}") && CloseCode.mayBeSent(Integer.parseInt(text))) {
      return LinkEnd.close(Integer.parseInt(text));
    }
    return switch (text) {
      case "" -> fallback;
      case "reset" -> LinkEnd.RESET;
      case "silent" -> LinkEnd.SILENT;
      default -> {
        section.wrong("links", text, expected);
        yield fallback;
      }
    };
  }

  private static Duration length(Section section) {
    return section.duration("for", MILLI, DAY);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
