package dev.holdfast.adapter.adminhttp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.Health;
import dev.holdfast.application.port.in.HealthUseCase;
import dev.holdfast.application.port.in.Violation;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an orchestrator asks: whether a restart would help, and whether the work gets done. */
final class HealthResources {

  /** So many of those that are not up are named. */
  private static final int NAMED_MOST = 10;

  private final HealthUseCase process;
  private final Supplier<List<ConnectionUseCases>> connections;
  private final Json json;
  private final boolean names;

  /**
   * For one server.
   *
   * @param names whether the ids of connections may be told: whoever asks needs no token
   */
  HealthResources(
      HealthUseCase process,
      Supplier<List<ConnectionUseCases>> connections,
      Json json,
      boolean names) {
    this.process = process;
    this.connections = connections;
    this.json = json;
    this.names = names;
  }

  List<Route> routes() {
    return List.of(
        Route.open("/health/live", (id, body) -> live()),
        Route.open("/health/ready", (id, body) -> ready()));
  }

  private Answer live() {
    Health health = process.health();
    return answer(
        health.live(),
        json.object(
            fields -> {
              fields.writeBooleanField("live", health.live());
              fields.writeArrayFieldStart("violations");
              for (Violation violation : health.violations()) {
                write(violation, fields);
              }
              fields.writeEndArray();
              fields.writeNumberField("moreViolations", health.more());
            }));
  }

  private void write(Violation violation, JsonGenerator fields) throws IOException {
    fields.writeStartObject();
    fields.writeStringField("invariant", violation.invariant().id());
    if (names && !violation.connection().isEmpty()) {
      fields.writeStringField("connection", violation.connection());
    }
    fields.writeStringField("words", violation.words());
    fields.writeNumberField("forMs", violation.lasting().toMillis());
    fields.writeEndObject();
  }

  private Answer ready() {
    List<ConnectionUseCases> all = connections.get();
    List<String> down = new ArrayList<>();
    int up = 0;
    for (ConnectionUseCases each : all) {
      ConnectionStatus status = each.observe().status();
      if (status.up()) {
        up++;
      } else if (each.required()) {
        down.add(status.connection());
      }
    }
    int upNow = up;
    boolean live = process.health().live();
    boolean ready = live && down.isEmpty();
    return answer(
        ready,
        json.object(
            fields -> {
              fields.writeBooleanField("ready", ready);
              fields.writeBooleanField("live", live);
              fields.writeNumberField("up", upNow);
              fields.writeNumberField("total", all.size());
              fields.writeNumberField("requiredAndDown", down.size());
              fields.writeArrayFieldStart("named");
              for (String id : down.subList(0, names ? Math.min(NAMED_MOST, down.size()) : 0)) {
                fields.writeString(id);
              }
              fields.writeEndArray();
            }));
  }

  private static Answer answer(boolean well, String body) {
    return Answer.json(well ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, body);
  }
}
