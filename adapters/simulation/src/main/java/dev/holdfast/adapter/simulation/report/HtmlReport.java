package dev.holdfast.adapter.simulation.report;

import static dev.holdfast.adapter.simulation.report.Template.escaped;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * One page with everything in it. Figures are text, so that they can be read without scripts; the
 * charts are drawn by uPlot from the data at the end of the page.
 */
final class HtmlReport {

  private final StormReport report;

  HtmlReport(StormReport report) {
    this.report = report;
  }

  void write(Appendable out) throws IOException {
    ChartLibrary library = new ChartLibrary();
    StormResult subject = report.subject();
    HtmlFigures figures = new HtmlFigures(report);
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("scenario", escaped(report.scenario())),
            Map.entry("description", escaped(report.description())),
            Map.entry("facts", figures.facts()),
            Map.entry("cut", figures.cut()),
            Map.entry("subject", escaped(subject.policy().title())),
            Map.entry("cards", figures.cards()),
            Map.entry("head", figures.head()),
            Map.entry("rows", figures.rows()),
            Map.entry("peaks", figures.peaks()),
            Map.entry("notes", figures.notes()),
            Map.entry("cost", figures.cost()),
            Map.entry("licence", escaped(library.licence())),
            Map.entry("library-style", library.style()),
            Map.entry("style", ChartLibrary.own("page.css")),
            Map.entry("data", data()),
            Map.entry("library-script", library.script()),
            Map.entry("script", ChartLibrary.own("page.js")));
    Template.fill(ChartLibrary.own("page.html"), values, out);
  }

  /** What the charts show. Nothing in it can end the element that it is in. */
  private String data() throws IOException {
    List<StormResult> results = report.results();
    int longest = results.stream().mapToInt(result -> result.seconds().size()).max().orElse(0);
    Samples samples = new Samples(longest);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("step", samples.step());
      json.writeNumberField("recovery", Figures.seconds(report.subject().recovery()));
      json.writeArrayFieldStart("policies");
      for (StormResult result : results) {
        json.writeStartObject();
        json.writeStringField("title", result.policy().title());
        json.writeNumberField("devices", result.devices());
        json.writeFieldName("attempts");
        array(samples.attempts(result.seconds()), json);
        json.writeFieldName("up");
        array(samples.up(result.seconds()), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString().replace("<", "\\u003c");
  }

  private static void array(int[] values, JsonGenerator json) throws IOException {
    json.writeArray(values, 0, values.length);
  }
}
