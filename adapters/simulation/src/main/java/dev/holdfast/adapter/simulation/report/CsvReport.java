package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Comma-separated values as RFC 4180 has them. Times are in seconds, an empty one is never. */
final class CsvReport {

  private static final String END = "\r\n";

  private final StormReport report;

  CsvReport(StormReport report) {
    this.report = report;
  }

  void writeSummary(Appendable out) throws IOException {
    out.append(
            "policy,title,devices,seed,complete,simulated,recovery,attempts_per_device,attempts_max,"
                + "attempts,attempts_during_faults,wasted_attempts,peak_first,peak_during,"
                + "peak_recovery,back_50,back_90,back_99,back_100,downtime_median,downtime_99,"
                + "downtime_longest,share_at_cap,gave_up")
        .append(END);
    for (StormResult result : report.results()) {
      StormResult.Back back = result.back();
      row(
          out,
          List.of(
              text(result.policy().name()),
              text(result.policy().title()),
              Integer.toString(result.devices()),
              Long.toString(result.seed()),
              Boolean.toString(result.complete()),
              time(result.simulated()),
              time(result.recovery()),
              number(result.attemptsPerDevice()),
              Integer.toString(result.attemptsMax()),
              Long.toString(result.attempts()),
              Long.toString(result.attemptsDuringFaults()),
              Long.toString(result.wastedAttempts()),
              Integer.toString(result.peaks().first()),
              Integer.toString(result.peaks().during()),
              Integer.toString(result.peaks().recovery()),
              time(back.half()),
              time(back.most()),
              time(back.nearlyAll()),
              time(back.all()),
              time(result.downtime().median()),
              time(result.downtime().nearlyAll()),
              time(result.downtime().longest()),
              number(result.shareAtCap()),
              Integer.toString(result.gaveUp())));
    }
  }

  void writeSeconds(Appendable out) throws IOException {
    out.append("policy,second,attempts,accepted,refused,up").append(END);
    for (StormResult result : report.results()) {
      String name = text(result.policy().name());
      List<StormResult.Second> seconds = result.seconds();
      for (int i = 0; i < seconds.size(); i++) {
        StormResult.Second second = seconds.get(i);
        row(
            out,
            List.of(
                name,
                Integer.toString(i),
                Integer.toString(second.attempts()),
                Integer.toString(second.accepted()),
                Integer.toString(second.refused()),
                Integer.toString(second.up())));
      }
    }
  }

  private static void row(Appendable out, List<String> cells) throws IOException {
    out.append(String.join(",", cells)).append(END);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.4f", number);
  }

  private static String time(Duration time) {
    return String.format(Locale.ROOT, "%.3f", Figures.seconds(time));
  }

  private static String time(Optional<Duration> time) {
    return time.map(CsvReport::time).orElse("");
  }

  private static String text(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
