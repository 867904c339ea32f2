package dev.holdfast.adapter.adminhttp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.SendMessageUseCase;
import dev.holdfast.application.port.in.SendResult;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What can be asked about connections, and of them. */
final class ConnectionResources {

  /** Longer than any command that somebody waits for. */
  private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

  private static final int SHOWN_MAX = 80;
  private static final int IDS_SHOWN_MAX = 20;

  private static final String ONE = "/v1/connections/{id}";

  private final AdminServices services;
  private final AdminLimits limits;
  private final Json json;
  private final Problems problems;
  private final ConnectionJson connectionJson;

  ConnectionResources(AdminServices services, AdminLimits limits, Json json, Problems problems) {
    this.services = services;
    this.limits = limits;
    this.json = json;
    this.problems = problems;
    this.connectionJson = new ConnectionJson(services.wallClock());
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/connections", (id, body) -> list()),
        Route.get(ONE, (id, body) -> with(id, this::one)),
        Route.get(ONE + "/latest", (id, body) -> with(id, unused -> latest(id))),
        new Route(HttpMethod.GET, ONE + "/outbox", 0, this::outbox, Route.Kind.ORDINARY),
        Route.change(
            HttpMethod.POST,
            ONE + "/look-again",
            limits.maxBodyBytes(),
            (id, body) -> ask(id, body, connection -> connection.lookAgain().lookAgain())),
        Route.change(
            HttpMethod.POST,
            ONE + "/connect",
            limits.maxBodyBytes(),
            (id, body) -> ask(id, body, connection -> connection.connect().connect())),
        Route.change(
            HttpMethod.POST,
            ONE + "/disconnect",
            limits.maxBodyBytes(),
            (id, body) ->
                ask(
                    id,
                    body,
                    connection -> connection.disconnect().disconnect(services.closeTimeout()))),
        Route.change(
            HttpMethod.POST,
            ONE + "/reconnect",
            limits.maxBodyBytes(),
            (id, body) -> ask(id, body, connection -> connection.reconnectNow().reconnectNow())),
        new Route(
            HttpMethod.POST, ONE + "/send", limits.maxSendBytes(), this::send, Route.Kind.ORDINARY),
        new Route(
            HttpMethod.POST,
            ONE + "/command",
            limits.maxBodyBytes(),
            this::command,
            Route.Kind.ORDINARY));
  }

  /** All connections as they are now; ids that are gone by then are left out. */
  List<ConnectionUseCases> all() {
    List<ConnectionUseCases> all = new ArrayList<>();
    services.connections().ids().forEach(id -> services.connections().find(id).ifPresent(all::add));
    return all;
  }

  /** How a connection is, as an object on one line. */
  String statusLine(ConnectionUseCases connection) {
    return json.object(fields -> connectionJson.status(connection, fields));
  }

  @FunctionalInterface
  private interface Asked {
    void of(ConnectionUseCases connection);
  }

  @FunctionalInterface
  private interface About {
    Answer answer(ConnectionUseCases connection);
  }

  private Answer list() {
    List<ConnectionUseCases> all = all();
    return Answer.ok(
        json.object(
            fields -> {
              fields.writeNumberField("total", all.size());
              fields.writeNumberField(
                  "up", all.stream().filter(each -> each.observe().status().up()).count());
              fields.writeArrayFieldStart("connections");
              for (ConnectionUseCases connection : all) {
                fields.writeStartObject();
                connectionJson.status(connection, fields);
                fields.writeEndObject();
              }
              fields.writeEndArray();
            }));
  }

  /** Data of the gateway, for people: without secrets that it may have been told. */
  private Answer latest(String id) {
    return Answer.ok(
        json.object(
            fields -> {
              fields.writeArrayFieldStart("messages");
              for (ShownMessage message : services.latest().of(id)) {
                fields.writeStartObject();
                fields.writeStringField("topic", message.topic());
                fields.writeStringField("subject", message.subject());
                fields.writeStringField("at", Instant.ofEpochMilli(message.atMillis()).toString());
                fields.writeFieldName("message");
                Json.data(services.mask().apply(message.text()), fields);
                fields.writeEndObject();
              }
              fields.writeEndArray();
            }));
  }

  private CompletionStage<Answer> outbox(String id, byte[] body) {
    if (services.connections().find(id).isEmpty()) {
      return CompletableFuture.completedFuture(unknown(id));
    }
    return services
        .outbox()
        .of(id)
        .handle(
            (shown, failure) ->
                failure == null
                    ? Answer.ok(services.mask().apply(shown))
                    : problems.of(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "the outbox cannot be read: " + reason(failure)));
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage());
  }

  private Answer one(ConnectionUseCases connection) {
    return Answer.ok(
        json.object(
            fields -> {
              connectionJson.status(connection, fields);
              connectionJson.history(connection.history().history(), fields);
            }));
  }

  private Answer ask(String id, byte[] body, Asked asked) throws BadRequestException {
    RequestFields.read(body);
    return with(
        id,
        connection -> {
          // As it was when it was asked: a moment later it may or may not have begun.
          String before = json.object(fields -> connectionJson.status(connection, fields));
          asked.of(connection);
          return Answer.json(HttpResponseStatus.ACCEPTED, before);
        });
  }

  private CompletionStage<Answer> send(String id, byte[] body) throws BadRequestException {
    OutboundMessage message = SentMessage.read(body);
    return services
        .connections()
        .find(id)
        .map(connection -> send(connection.send(), message))
        .orElseGet(() -> CompletableFuture.completedFuture(unknown(id)));
  }

  private CompletionStage<Answer> send(SendMessageUseCase connection, OutboundMessage message) {
    return connection
        .send(message)
        .thenApply(result -> sendAnswer(result, connection.words(result, message)));
  }

  private Answer sendAnswer(SendResult result, String words) {
    return switch (result) {
      case ACCEPTED ->
          Answer.json(
              HttpResponseStatus.ACCEPTED,
              json.object(fields -> fields.writeStringField("result", "accepted")));
      case OUTBOX_FULL -> problems.of(HttpResponseStatus.SERVICE_UNAVAILABLE, words);
      case TOO_LARGE -> problems.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, words);
      case NOT_TEXT -> problems.badRequest(words);
      case NOT_STORED -> problems.of(HttpResponseStatus.INSUFFICIENT_STORAGE, words);
      case NO_SESSION, STOPPED -> problems.of(HttpResponseStatus.CONFLICT, words);
    };
  }

  private CompletionStage<Answer> command(String id, byte[] body) throws BadRequestException {
    RequestFields fields =
        RequestFields.read(body, "name", "payload", "timeout", "idempotent", "id");
    String name =
        fields
            .string("name")
            .filter(given -> !given.isEmpty())
            .orElseThrow(() -> new BadRequestException("\"name\" must say which command"));
    Command command =
        new Command(
            name,
            fields.stringOrJson("payload").orElse(""),
            fields
                .duration("timeout", LONGEST_COMMAND)
                .orElseGet(() -> services.commandTimeouts().apply(id)),
            fields.flag("idempotent"),
            fields.name("id", Delivery.MAX_NAME).orElse(""));
    return services
        .connections()
        .find(id)
        .map(
            connection ->
                connection
                    .command()
                    .command(command)
                    .thenApply(
                        outcome -> Answer.ok(json.object(answer -> outcome(outcome, answer)))))
        .orElseGet(() -> CompletableFuture.completedFuture(unknown(id)));
  }

  private static void outcome(CommandOutcome outcome, JsonGenerator fields) throws IOException {
    if (outcome instanceof CommandOutcome.Answered answered) {
      fields.writeStringField("outcome", "answered");
      if (!answered.body().isEmpty()) {
        fields.writeFieldName("answer");
        Json.data(answered.body(), fields);
      }
    } else if (outcome instanceof CommandOutcome.Refused refused) {
      fields.writeStringField("outcome", "refused");
      if (!refused.code().isEmpty()) {
        fields.writeStringField("code", refused.code());
      }
      fields.writeStringField("text", refused.text());
    } else if (outcome instanceof CommandOutcome.NotSent notSent) {
      fields.writeStringField("outcome", "not-sent");
      fields.writeStringField("why", notSent.why());
    } else {
      fields.writeStringField("outcome", "unknown");
      fields.writeStringField("why", ((CommandOutcome.Unknown) outcome).why());
    }
  }

  private Answer with(String id, About about) {
    return services.connections().find(id).map(about::answer).orElseGet(() -> unknown(id));
  }

  private Answer unknown(String id) {
    List<String> ids = services.connections().ids();
    return problems.of(
        HttpResponseStatus.NOT_FOUND,
        "there is no connection \""
            + (id.length() <= SHOWN_MAX ? id : id.substring(0, SHOWN_MAX) + "...")
            + "\"; expected "
            + String.join(", ", ids.subList(0, Math.min(ids.size(), IDS_SHOWN_MAX)))
            + (ids.size() > IDS_SHOWN_MAX ? ", ..." : ""));
  }
}
