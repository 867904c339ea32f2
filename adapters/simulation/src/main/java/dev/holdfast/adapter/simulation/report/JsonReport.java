package dev.holdfast.adapter.simulation.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Everything as one JSON object. Times are in seconds. */
final class JsonReport {

  private static final int FORMAT = 1;

  private final StormReport report;

  JsonReport(StormReport report) {
    this.report = report;
  }

  void write(Appendable out) throws IOException {
    try (Writer writer = new AppendableWriter(out);
        JsonGenerator json = new JsonFactory().createGenerator(writer)) {
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeStringField("scenario", report.scenario());
      json.writeStringField("description", report.description());
      json.writeBooleanField("complete", report.complete());
      json.writeArrayFieldStart("results");
      for (StormResult result : report.results()) {
        json.writeStartObject();
        result(result, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.append('\n');
  }

  private static void result(StormResult result, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("policy");
    json.writeStringField("name", result.policy().name());
    json.writeStringField("title", result.policy().title());
    json.writeStringField("notes", result.policy().notes());
    json.writeEndObject();
    json.writeNumberField("devices", result.devices());
    json.writeNumberField("seed", result.seed());
    json.writeBooleanField("complete", result.complete());
    time(json, "simulated", result.simulated());
    time(json, "recovery", result.recovery());
    peaks(result.peaks(), json);
    back(result.back(), json);
    json.writeObjectFieldStart("downtime");
    time(json, "median", result.downtime().median());
    time(json, "nearlyAll", result.downtime().nearlyAll());
    time(json, "longest", result.downtime().longest());
    json.writeEndObject();
    json.writeNumberField("attempts", result.attempts());
    json.writeNumberField("attemptsDuringFaults", result.attemptsDuringFaults());
    json.writeNumberField("attemptsPerDevice", result.attemptsPerDevice());
    json.writeNumberField("attemptsMax", result.attemptsMax());
    json.writeNumberField("wastedAttempts", result.wastedAttempts());
    json.writeNumberField("shareAtCap", result.shareAtCap());
    json.writeNumberField("gaveUp", result.gaveUp());
    cost(result.cost(), json);
    json.writeObjectFieldStart("seconds");
    series(json, "attempts", result, StormResult.Second::attempts);
    series(json, "accepted", result, StormResult.Second::accepted);
    series(json, "refused", result, StormResult.Second::refused);
    series(json, "up", result, StormResult.Second::up);
    json.writeEndObject();
  }

  private static void peaks(StormResult.Peaks peaks, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("peaks");
    json.writeNumberField("first", peaks.first());
    json.writeNumberField("during", peaks.during());
    json.writeNumberField("recovery", peaks.recovery());
    json.writeEndObject();
  }

  private static void back(StormResult.Back back, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("back");
    time(json, "half", back.half());
    time(json, "most", back.most());
    time(json, "nearlyAll", back.nearlyAll());
    time(json, "all", back.all());
    json.writeEndObject();
  }

  private static void cost(StormResult.Cost cost, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("cost");
    json.writeNumberField("events", cost.events());
    time(json, "wall", cost.wall());
    time(json, "cpu", cost.cpu());
    json.writeNumberField("bytesPerDevice", cost.bytesPerDevice());
    json.writeEndObject();
  }

  private static void series(
      JsonGenerator json, String name, StormResult result, ToIntFunction<StormResult.Second> what)
      throws IOException {
    json.writeFieldName(name);
    int[] values = result.seconds().stream().mapToInt(what).toArray();
    json.writeArray(values, 0, values.length);
  }

  private static void time(JsonGenerator json, String name, Optional<Duration> time)
      throws IOException {
    if (time.isPresent()) {
      time(json, name, time.get());
    } else {
      json.writeNullField(name);
    }
  }

  private static void time(JsonGenerator json, String name, Duration time) throws IOException {
    json.writeNumberField(name, Figures.seconds(time));
  }
}
