package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.simulate.OutputFileException;
import dev.holdfast.bootstrap.simulate.ReportFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where a report goes, besides standard output. */
final class ReportOptions {

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with charts that needs no network.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything as JSON, second by second.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the summary as CSV, and the seconds beside it: x.csv and x-seconds.csv.")
  private Optional<Path> csv = Optional.empty();

  /**
   * The files, ready to be written.
   *
   * @throws OutputFileException if one of them cannot be
   */
  ReportFiles open() throws OutputFileException {
    return ReportFiles.open(html, json, csv);
  }
}
