package dev.holdfast.bootstrap.bench;

import dev.holdfast.bootstrap.bench.client.ClientKind;
import dev.holdfast.bootstrap.bench.client.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes medians as Markdown, and what ours is in proportion to the best peer on the JVM. */
final class ComparisonTable {

  private ComparisonTable() {}

  static String of(Workload workload, Map<ClientKind, List<Measurement>> measured) {
    boolean echo = workload == Workload.ECHO;
    StringBuilder page =
        new StringBuilder(
            echo
                ? "| echo | p50 us | p99 us | CPU us a message | heap B a message |\n"
                    + "|---|---|---|---|---|\n"
                : String.format(
                    Locale.ROOT,
                    "| %s | million messages/s | CPU us a message | heap B a message |%n"
                        + "|---|---|---|---|%n",
                    workload.name().toLowerCase(Locale.ROOT)));
    measured.forEach(
        (client, rounds) -> {
          page.append("| ").append(client.title());
          if (echo) {
            cell(page, "%.1f", median(rounds, Measurement::p50Micros));
            cell(page, "%.1f", median(rounds, Measurement::p99Micros));
          } else {
            cell(page, "%.3f", median(rounds, Measurement::rate) / 1e6);
          }
          cell(page, "%.2f", median(rounds, Measurement::cpuNanos) / 1e3);
          if (client == ClientKind.NODE) {
            page.append(" | ");
          } else {
            cell(page, "%.0f", median(rounds, Measurement::bytes));
          }
          page.append(" |\n");
        });
    List<Measurement> ours = measured.getOrDefault(ClientKind.HOLDFAST, List.of());
    if (!ours.isEmpty()) {
      if (echo) {
        ratio(page, "p50", measured, Measurement::p50Micros, false);
        ratio(page, "p99", measured, Measurement::p99Micros, false);
      } else {
        ratio(page, "messages/s", measured, Measurement::rate, true);
      }
      ratio(page, "CPU", measured, Measurement::cpuNanos, false);
    }
    return page.toString();
  }

  private static void ratio(
      StringBuilder page,
      String what,
      Map<ClientKind, List<Measurement>> measured,
      ToDoubleFunction<Measurement> number,
      boolean moreIsBetter) {
    ClientKind best = ClientKind.HOLDFAST;
    double bestNumber = Double.NaN;
    for (Map.Entry<ClientKind, List<Measurement>> entry : measured.entrySet()) {
      double median = median(entry.getValue(), number);
      if (entry.getKey().isJvmPeer()
          && (Double.isNaN(bestNumber) || median > bestNumber == moreIsBetter)) {
        best = entry.getKey();
        bestNumber = median;
      }
    }
    if (Double.isNaN(bestNumber)) {
      return;
    }
    double ours = median(measured.getOrDefault(ClientKind.HOLDFAST, List.of()), number);
    page.append(
        String.format(
            Locale.ROOT,
            "%n%s: ours is %.2f times that of the best JVM peer (%s); %s is better.%n",
            what,
            ours / bestNumber,
            best.title(),
            moreIsBetter ? "more" : "less"));
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> number) {
    return Measurement.median(rounds, number);
  }

  private static void cell(StringBuilder page, String format, double number) {
    page.append(" | ").append(String.format(Locale.ROOT, format, number));
  }
}
