package dev.holdfast.bootstrap.simulate;

import dev.holdfast.adapter.simulation.report.StormReport;
import java.nio.file.Path;
import java.util.Optional;

/** Where a report on storms goes. */
public final class ReportFiles {

  private final Optional<OutputFile> html;
  private final Optional<OutputFile> json;
  private final Optional<OutputFile> summary;
  private final Optional<OutputFile> seconds;

  private ReportFiles(
      Optional<OutputFile> html,
      Optional<OutputFile> json,
      Optional<OutputFile> summary,
      Optional<OutputFile> seconds) {
    this.html = html;
    this.json = json;
    this.summary = summary;
    this.seconds = seconds;
  }

  /**
   * Files that can be written.
   *
   * @param html for the page with charts
   * @param json for everything
   * @param csv for the summary; the seconds go beside it, to {@code x-seconds.csv}
   * @throws OutputFileException if one of them cannot be written
   */
  public static ReportFiles open(Optional<Path> html, Optional<Path> json, Optional<Path> csv)
      throws OutputFileException {
    return new ReportFiles(
        open(html), open(json), open(csv), open(csv.map(ReportFiles::secondsBeside)));
  }

  /**
   * Writes them.
   *
   * @throws OutputFileException if one of them cannot be written
   */
  public void write(StormReport report) throws OutputFileException {
    if (html.isPresent()) {
      html.get().write(report::writeHtml);
    }
    if (json.isPresent()) {
      json.get().write(report::writeJson);
    }
    if (summary.isPresent()) {
      summary.get().write(report::writeSummaryCsv);
    }
    if (seconds.isPresent()) {
      seconds.get().write(report::writeSecondsCsv);
    }
  }

  private static Optional<OutputFile> open(Optional<Path> path) throws OutputFileException {
    return path.isPresent() ? Optional.of(OutputFile.at(path.get())) : Optional.empty();
  }

  static Path secondsBeside(Path csv) {
    String name = String.valueOf(csv.getFileName());
    int dot = name.lastIndexOf('.');
    return csv.resolveSibling(
        dot <= 0 ? name + "-seconds" : name.substring(0, dot) + "-seconds" + name.substring(dot));
  }
}
