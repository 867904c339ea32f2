package dev.holdfast.adapter.simulation.report;

import static dev.holdfast.adapter.simulation.report.Template.escaped;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of a page, as HTML. */
final class HtmlFigures {

  private final StormReport report;

  HtmlFigures(StormReport report) {
    this.report = report;
  }

  String facts() {
    StormResult subject = report.subject();
    return escaped(
        String.format(
            "%s devices · second 0 is the first fault · the gateway can be reached again at %s · %s"
                + " simulated · seed %d",
            Figures.count(subject.devices()),
            Figures.time(subject.recovery()),
            Figures.time(subject.simulated()),
            subject.seed()));
  }

  /** A word of warning if the simulation was ended before its time. */
  String cut() {
    return report.complete()
        ? ""
        : "<p class=\"cut\">Ended early: policies with a star show what was seen until then.</p>";
  }

  /** The most important figures of the policy that the report is about. */
  String cards() {
    StormResult subject = report.subject();
    return card(Figures.count(subject.peaks().all()) + "/s", "peak of new connections")
        + card(Figures.count(subject.peaks().recovery()) + "/s", "peak at recovery")
        + card(Figures.time(subject.back().nearlyAll()), "until 99 % are back")
        + card(
            Figures.number(subject.attemptsPerDevice()),
            subject.reachableFromTheStart()
                ? "attempts of a device"
                : "attempts of a device until recovery")
        + card(Figures.percent(subject.shareAtCap()), "of delays exactly at the cap")
        + card(Figures.count(subject.gaveUp()), "devices gave up for ever");
  }

  private static String card(String figure, String words) {
    return "<div class=\"card\"><b>" + escaped(figure) + "</b><span>" + words + "</span></div>\n";
  }

  String head() {
    return columns(
        column ->
            "<th scope=\"col\">" + escaped(column.upper()) + "<br>" + escaped(column.lower()));
  }

  String rows() {
    return IntStream.range(0, report.results().size())
        .mapToObj(this::row)
        .collect(Collectors.joining("\n"));
  }

  private String row(int index) {
    StormResult result = report.results().get(index);
    return String.format(
        "<tr><th scope=\"row\"><label><input type=\"checkbox\" data-policy=\"%d\" checked>"
            + "<i></i>%s%s</label></th>%s</tr>",
        index,
        escaped(result.policy().title()),
        result.complete() ? "" : " *",
        columns(column -> cell(column, result)));
  }

  private static String cell(Column column, StormResult result) {
    String text = column.of(result);
    boolean bad = text.equals("never") || (column == Column.GAVE_UP && result.gaveUp() > 0);
    return "<td" + (bad ? " class=\"bad\"" : "") + ">" + escaped(text) + "</td>";
  }

  private static String columns(Function<Column, String> cell) {
    return Arrays.stream(Column.values()).map(cell).collect(Collectors.joining());
  }

  /** Bars on a logarithmic scale, three for each policy. */
  String peaks() {
    int longest =
        report.results().stream().mapToInt(result -> result.peaks().all()).max().orElse(0);
    return report.results().stream()
        .map(result -> bars(result, Math.max(2, longest)))
        .collect(Collectors.joining("\n"));
  }

  private static String bars(StormResult result, int longest) {
    StormResult.Peaks peaks = result.peaks();
    return "<div class=\"peak\"><span>"
        + escaped(result.policy().title())
        + "</span><div>"
        + bar("first", peaks.first(), longest)
        + bar("during", peaks.during(), longest)
        + bar("recovery", peaks.recovery(), longest)
        + "</div></div>";
  }

  private static String bar(String kind, int value, int longest) {
    double width = 100 * Math.log1p(value) / Math.log1p(longest);
    return String.format(
        Locale.ROOT,
        "<div class=\"bar %s\"><i style=\"width:%.1f%%\"></i><b>%s</b></div>",
        kind,
        width,
        Figures.count(value));
  }

  /** Where the policies come from. */
  String notes() {
    return report.results().stream()
        .map(StormResult::policy)
        .filter(policy -> !policy.notes().isBlank())
        .map(
            policy ->
                "<dt>" + escaped(policy.title()) + "</dt><dd>" + escaped(policy.notes()) + "</dd>")
        .collect(Collectors.joining("\n"));
  }

  /** What it took to find out. */
  String cost() {
    long events = report.results().stream().mapToLong(result -> result.cost().events()).sum();
    Duration cpu =
        report.results().stream()
            .map(result -> result.cost().cpu())
            .reduce(Duration.ZERO, Duration::plus);
    return escaped(
        String.format(
            "%s events of the same state machine that runs in the daemon, in %s of processor time",
            Figures.count(events), Figures.time(cpu)));
  }
}
