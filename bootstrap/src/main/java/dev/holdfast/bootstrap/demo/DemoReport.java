package dev.holdfast.bootstrap.demo;

import dev.holdfast.bootstrap.demo.FaultLedger.Entry;
import dev.holdfast.bootstrap.gateway.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table at the end of the demonstration.
 *
 * @param entries every fault with its outcome
 */
record DemoReport(List<Entry> entries) {

  DemoReport {
    entries = List.copyOf(entries);
  }

  /** Whether the link came back from every fault. */
  boolean allHealed() {
    return entries.stream().allMatch(entry -> entry.healedAfter().isPresent());
  }

  /** The table, line by line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("fault", "faults", "recovered", "noticed after", "up again after", "worst"));
    for (Fault fault : Fault.values()) {
      List<Entry> ofKind = entries.stream().filter(entry -> entry.fault() == fault).toList();
      if (!ofKind.isEmpty()) {
        lines.add(row(fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), ofKind));
      }
    }
    lines.add(row("all", entries));
    lines.add("(times are medians, counted from the beginning of the fault)");
    return lines;
  }

  private static String row(String name, List<Entry> rows) {
    List<Duration> noticed =
        rows.stream().flatMap(e -> e.noticedAfter().stream()).sorted().toList();
    List<Duration> healed = rows.stream().flatMap(e -> e.healedAfter().stream()).sorted().toList();
    return row(
        name,
        Integer.toString(rows.size()),
        Integer.toString(healed.size()),
        text(median(noticed)),
        text(median(healed)),
        text(healed.isEmpty() ? Optional.empty() : Optional.of(healed.get(healed.size() - 1))));
  }

  private static String row(
      String name, String faults, String recovered, String noticed, String healed, String worst) {
    return String.format(
        Locale.ROOT,
        "%-11s %7s %10s %14s %15s %9s",
        name,
        faults,
        recovered,
        noticed,
        healed,
        worst);
  }

  /** The lower median of a sorted list. */
  static Optional<Duration> median(List<Duration> sorted) {
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
  }

  private static String text(Optional<Duration> duration) {
    return duration.map(DemoStory::duration).orElse("-");
  }
}
