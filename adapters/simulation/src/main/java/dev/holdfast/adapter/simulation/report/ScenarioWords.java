package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.scenario.Fault;
import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import dev.holdfast.adapter.simulation.scenario.Scenario.Gateway;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A scenario in sentences: what goes wrong and when, what the gateway can take. */
final class ScenarioWords {

  private ScenarioWords() {}

  static String of(Scenario scenario) {
    List<String> sentences = new ArrayList<>();
    String description = scenario.description().strip();
    if (!description.isEmpty()) {
      sentences.add(description.endsWith(".") ? description : description + ".");
    }
    scenario.faults().forEach(fault -> sentences.add(fault(fault)));
    sentences.add(gateway(scenario.gateway()));
    sentences.add(network(scenario.network()));
    return String.join(" ", sentences);
  }

  private static String fault(Fault fault) {
    String when = "At " + time(fault.at());
    String during = when + ", for " + time(fault.length()) + ", ";
    if (fault instanceof Fault.Outage outage) {
      return during
          + "the gateway is gone: links end "
          + end(outage.links())
          + within(outage.spread())
          + ", attempts are "
          + refusal(outage.attempts())
          + "."
          + outage.ramp().map(ScenarioWords::ramp).orElse("");
    }
    if (fault instanceof Fault.RollingRestart restart) {
      return String.format(
          "%s, %d node%s restart%s, one after the other, each away for %s, %s apart: links end %s%s.",
          when,
          restart.nodes(),
          restart.nodes() == 1 ? "" : "s",
          restart.nodes() == 1 ? "s" : "",
          time(restart.away()),
          time(restart.pause()),
          end(restart.links()),
          within(restart.spread()));
    }
    if (fault instanceof Fault.Flapping flapping) {
      return String.format(
          "%sthe gateway lets everybody in and drops each link after %s, %s.",
          during, time(flapping.upFor()), end(flapping.links()));
    }
    if (fault instanceof Fault.Partition partition) {
      return during
          + "packets of "
          + Figures.percent(partition.share())
          + " of the devices vanish.";
    }
    if (fault instanceof Fault.IdleCut cut) {
      return String.format(
          "%slinks are cut after %s of silence, %s.",
          during, time(cut.silence()), end(cut.links()));
    }
    if (fault instanceof Fault.HeartbeatLoss loss) {
      return during + Figures.percent(loss.probability()) + " of the heartbeats are lost.";
    }
    if (fault instanceof Fault.Freeze freeze) {
      return during
          + "the gateway stands still and answers nothing, then "
          + (freeze.dies() ? "dies." : "goes on.");
    }
    return "All devices are switched on within " + time(fault.length()) + ".";
  }

  private static String ramp(Fault.Ramp ramp) {
    return String.format(
        " It comes back slowly: from %s to %s attempts a second over %s.",
        Figures.count(ramp.from()), Figures.count(ramp.to()), time(ramp.length()));
  }

  private static String gateway(Gateway gateway) {
    List<String> limits = new ArrayList<>();
    limit(limits, gateway.acceptRate(), "lets in %s attempts a second");
    limit(limits, gateway.handshakes(), "does %s handshakes at a time");
    limit(limits, gateway.connections(), "holds %s links");
    if (limits.isEmpty()) {
      return "The gateway takes whatever comes.";
    }
    String beyond =
        gateway.queue() == 0
            ? "what is beyond is "
            : Figures.count(gateway.queue()) + " may wait, what is beyond is ";
    return "The gateway "
        + String.join(", ", limits)
        + "; "
        + beyond
        + refusal(gateway.overCapacity())
        + ".";
  }

  private static void limit(List<String> limits, int value, String words) {
    if (value > 0) {
      limits.add(String.format(words, Figures.count(value)));
    }
  }

  private static String network(Scenario.Network network) {
    String loss =
        network.heartbeatLoss() > 0
            ? "; " + Figures.percent(network.heartbeatLoss()) + " of heartbeats are lost"
            : "";
    return "A handshake takes "
        + spread(network.handshake())
        + ", an answer "
        + spread(network.roundTrip())
        + loss
        + ".";
  }

  private static String spread(Scenario.Spread spread) {
    return spread.median().equals(spread.p99())
        ? time(spread.median())
        : time(spread.median()) + " (99 of 100: at most " + time(spread.p99()) + ")";
  }

  private static String refusal(Refusal refusal) {
    return switch (refusal.how()) {
      case REFUSED -> "refused";
      case IGNORED -> "not answered";
      case TURNED_DOWN ->
          "turned down with HTTP "
              + refusal.status()
              + refusal.retryAfter().map(it -> " and Retry-After " + time(it)).orElse("");
    };
  }

  private static String end(LinkEnd end) {
    return switch (end.how()) {
      case RESET -> "by a reset";
      case CLOSE -> "with close code " + end.code();
      case SILENT -> "without a sign";
    };
  }

  private static String within(Duration spread) {
    return spread.isZero() ? "" : " within " + time(spread);
  }

  private static String time(Duration time) {
    return time.toMillis() > 0 && time.toMillis() < 1000
        ? time.toMillis() + " ms"
        : Figures.time(time);
  }
}
