package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import java.io.IOException;
import java.util.List;

/**
 * The results of one scenario, policies side by side. Immutable; any thread.
 *
 * @param scenario what happens, a few words
 * @param description what happens, in sentences
 * @param results one for each policy, in the order in which they are shown; at least one
 */
public record StormReport(String scenario, String description, List<StormResult> results) {

  /** Copies the list. */
  public StormReport {
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("a report needs a result");
    }
  }

  /**
   * A report on a scenario, which it tells in sentences.
   *
   * @param scenario what happened
   * @param results one for each policy, in the order in which they are shown; at least one
   */
  public static StormReport of(Scenario scenario, List<StormResult> results) {
    return new StormReport(scenario.name(), ScenarioWords.of(scenario), results);
  }

  /**
   * A table for a terminal, about 120 columns wide, with what its columns mean; lines end in LF.
   */
  public String table() {
    return new TableReport(this).text();
  }

  /**
   * Writes everything as one JSON object, second by second.
   *
   * @param out is not closed
   * @throws IOException if it cannot be written to
   */
  public void writeJson(Appendable out) throws IOException {
    new JsonReport(this).write(out);
  }

  /**
   * Writes the summary as CSV (RFC 4180), a line for each policy.
   *
   * @param out is not closed
   * @throws IOException if it cannot be written to
   */
  public void writeSummaryCsv(Appendable out) throws IOException {
    new CsvReport(this).writeSummary(out);
  }

  /**
   * Writes what happened in every second as CSV (RFC 4180).
   *
   * @param out is not closed
   * @throws IOException if it cannot be written to
   */
  public void writeSecondsCsv(Appendable out) throws IOException {
    new CsvReport(this).writeSeconds(out);
  }

  /**
   * Writes one page with charts that needs nothing else, no network either.
   *
   * @param out is not closed
   * @throws IOException if it cannot be written to
   */
  public void writeHtml(Appendable out) throws IOException {
    new HtmlReport(this).write(out);
  }

  /** The first result: the one that the report is about. */
  StormResult subject() {
    return results.get(0);
  }

  /** Whether every simulation went to its end. */
  boolean complete() {
    return results.stream().allMatch(StormResult::complete);
  }
}
