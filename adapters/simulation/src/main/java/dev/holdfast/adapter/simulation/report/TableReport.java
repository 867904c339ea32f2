package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.util.ArrayList;
import java.util.List;

/** The table for a terminal. */
final class TableReport {

  private static final String GAP = "  ";
  private static final String CUT_MARK = " *";
  private static final int TEXT_WIDTH = 110;

  private final StormReport report;

  TableReport(StormReport report) {
    this.report = report;
  }

  String text() {
    StormResult subject = report.subject();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%s: %s devices, %s simulated, recovery at %s, seed %d",
            report.scenario(),
            Figures.count(subject.devices()),
            Figures.time(subject.simulated()),
            Figures.time(subject.recovery()),
            subject.seed()));
    lines.addAll(wrapped(report.description()));
    lines.add("");
    lines.addAll(rows());
    lines.add("");
    if (!report.complete()) {
      lines.add("* ended early: what was seen until then");
    }
    lines.add(
        "attempts: before recovery. back: after recovery. at cap: delays that were exactly the"
            + " longest one.");
    return String.join("\n", lines) + "\n";
  }

  private List<String> rows() {
    Column[] columns = Column.values();
    List<List<String>> cells = new ArrayList<>();
    List<String> upper = new ArrayList<>(List.of(""));
    List<String> lower = new ArrayList<>(List.of("policy"));
    for (Column column : columns) {
      upper.add(column.upper());
      lower.add(column.lower());
    }
    cells.add(upper);
    cells.add(lower);
    for (StormResult result : report.results()) {
      List<String> row = new ArrayList<>();
      row.add(result.policy().name() + (result.complete() ? "" : CUT_MARK));
      for (Column column : columns) {
        row.add(column.of(result));
      }
      cells.add(row);
    }
    int[] widths = new int[columns.length + 1];
    for (List<String> row : cells) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder(row.get(0)).append(padding(row.get(0), widths[0]));
    for (int i = 1; i < row.size(); i++) {
      line.append(GAP).append(padding(row.get(i), widths[i])).append(row.get(i));
    }
    return line.toString().stripTrailing();
  }

  private static String padding(String text, int width) {
    return " ".repeat(width - text.length());
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > TEXT_WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }
}
