package dev.holdfast.adapter.adminhttp;

import dev.holdfast.application.port.in.ReloadOutcome;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What can be asked about the process, and of it. */
final class ProcessResources {

  private static final String DESCRIPTION = "openapi.json";

  private final AdminServices services;
  private final AdminLimits limits;
  private final Json json;
  private final Problems problems;
  private final ClientCounters counters;

  ProcessResources(
      AdminServices services,
      AdminLimits limits,
      Json json,
      Problems problems,
      ClientCounters counters) {
    this.services = services;
    this.limits = limits;
    this.json = json;
    this.problems = problems;
    this.counters = counters;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/config", (id, body) -> config()),
        Route.get("/v1/build", (id, body) -> build()),
        Route.get("/v1/clients", (id, body) -> clients()),
        new Route(HttpMethod.GET, "/metrics", 0, (id, body) -> metrics(), Route.Kind.ORDINARY),
        Route.get("/v1/log", (id, body) -> log()),
        Route.get("/v1/log-level", (id, body) -> logLevel()),
        Route.change(
            HttpMethod.PUT,
            "/v1/log-level",
            limits.maxBodyBytes(),
            (id, body) -> changeLogLevel(body)),
        new Route(
            HttpMethod.POST,
            "/v1/reload",
            limits.maxBodyBytes(),
            (id, body) -> reload(body),
            Route.Kind.ORDINARY),
        Route.get("/v1/openapi.json", (id, body) -> Answer.ok(description())));
  }

  /** The description of all of this in OpenAPI. */
  static String description() {
    try (InputStream file = ProcessResources.class.getResourceAsStream(DESCRIPTION)) {
      if (file == null) {
        throw new IllegalStateException(DESCRIPTION + " is missing in what was built");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(DESCRIPTION + " cannot be read", e);
    }
  }

  private Answer config() {
    return Answer.ok(
        json.object(
            fields -> {
              fields.writeArrayFieldStart("settings");
              for (ShownSetting setting : services.settings().get()) {
                fields.writeStartObject();
                fields.writeStringField("key", setting.key());
                fields.writeStringField("value", setting.value());
                fields.writeStringField("source", setting.source());
                fields.writeEndObject();
              }
              fields.writeEndArray();
            }));
  }

  private Answer build() {
    BuildFacts build = services.build();
    return Answer.ok(
        json.object(
            fields -> {
              fields.writeStringField("version", build.version());
              fields.writeStringField("java", build.java());
              fields.writeNumberField("pid", build.pid());
              fields.writeStringField("started", build.started().toString());
            }));
  }

  private Answer clients() {
    return Answer.ok(
        json.object(
            fields -> {
              fields.writeNumberField("open", counters.open());
              fields.writeNumberField("following", counters.following());
              fields.writeNumberField("turnedAway", counters.turnedAway());
              fields.writeNumberField("tooSlow", counters.tooSlow());
              fields.writeNumberField("eventsLost", counters.eventsLost());
            }));
  }

  private CompletionStage<Answer> metrics() {
    MetricsPage metrics = services.metrics();
    return metrics
        .page()
        .thenApply(page -> new Answer(HttpResponseStatus.OK, metrics.type(), page, Map.of()));
  }

  private Answer log() {
    return Answer.ok(
        json.object(
            fields -> {
              fields.writeArrayFieldStart("lines");
              for (LogLine line : services.log().lines()) {
                fields.writeStartObject();
                fields.writeNumberField("number", line.number());
                fields.writeStringField("at", Instant.ofEpochMilli(line.atMillis()).toString());
                fields.writeStringField("level", line.level());
                fields.writeStringField("source", line.source());
                if (!line.connection().isEmpty()) {
                  fields.writeStringField("connection", line.connection());
                }
                fields.writeStringField("text", line.text());
                fields.writeEndObject();
              }
              fields.writeEndArray();
            }));
  }

  private Answer logLevel() {
    return Answer.ok(
        json.object(fields -> fields.writeStringField("level", services.logLevels().current())));
  }

  private Answer changeLogLevel(byte[] body) throws BadRequestException {
    LogLevels levels = services.logLevels();
    String level =
        RequestFields.read(body, "level")
            .string("level")
            .filter(levels.names()::contains)
            .orElseThrow(
                () ->
                    new BadRequestException(
                        "\"level\" must be one of " + String.join(", ", levels.names())));
    levels.change(level);
    return logLevel();
  }

  private CompletionStage<Answer> reload(byte[] body) throws BadRequestException {
    RequestFields.read(body);
    return services.reload().reload().thenApply(this::reloaded);
  }

  private Answer reloaded(ReloadOutcome outcome) {
    if (outcome instanceof ReloadOutcome.Done done) {
      return Answer.ok(json.object(fields -> ReloadJson.write(done, fields)));
    }
    List<String> why = ((ReloadOutcome.Refused) outcome).problems();
    return problems.of(
        HttpResponseStatus.UNPROCESSABLE_ENTITY,
        "nothing was changed: " + String.join("; ", why),
        why);
  }
}
