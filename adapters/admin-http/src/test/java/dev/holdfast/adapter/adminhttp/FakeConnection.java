package dev.holdfast.adapter.adminhttp;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionHistory;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.DisconnectUseCase;
import dev.holdfast.application.port.in.PastTransition;
import dev.holdfast.application.port.in.SendMessageUseCase;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection that is as a test says, and notes what it is asked for. Any thread. */
final class FakeConnection implements DisconnectUseCase, SendMessageUseCase {

  private final String id;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<OutboundMessage> sent = new CopyOnWriteArrayList<>();
  private final List<Command> commands = new CopyOnWriteArrayList<>();
  private volatile SendResult sendResult = SendResult.ACCEPTED;
  private volatile CompletableFuture<CommandOutcome> outcome =
      CompletableFuture.completedFuture(new CommandOutcome.Answered(""));
  private volatile boolean up;
  private volatile boolean required = true;
  private volatile List<PastTransition> past = List.of();
  private volatile Duration sinceLatest = Duration.ZERO;

  FakeConnection(String id) {
    this.id = id;
  }

  ConnectionUseCases useCases() {
    return new ConnectionUseCases(
        () -> asked.add("connect"),
        this,
        () -> asked.add("reconnect"),
        this,
        () -> asked.add("look again"),
        command -> {
          commands.add(command);
          return outcome;
        },
        this::status,
        () -> new ConnectionHistory(past, 7, sinceLatest),
        required);
  }

  @Override
  public CompletionStage<SendResult> send(OutboundMessage message) {
    sent.add(message);
    return sendResult.atOnce();
  }

  @Override
  public long largestMessage(MessageClass of) {
    return 1_000_000;
  }

  @Override
  public void disconnect(Duration within) {
    asked.add("disconnect within " + within);
  }

  @Override
  public void shutDown(Duration within) {
    asked.add("shut down");
  }

  /** The daemon is ready without it. */
  void notRequired() {
    required = false;
  }

  /** What it was asked for. */
  List<String> asked() {
    return asked;
  }

  List<OutboundMessage> sent() {
    return sent;
  }

  List<Command> commands() {
    return commands;
  }

  void answerSendsWith(SendResult result) {
    sendResult = result;
  }

  void endCommandsWith(CommandOutcome ended) {
    outcome = CompletableFuture.completedFuture(ended);
  }

  /** Lets commands wait; whoever calls ends them. */
  CompletableFuture<CommandOutcome> holdCommands() {
    outcome = new CompletableFuture<>();
    return outcome;
  }

  void isUp(boolean now) {
    up = now;
  }

  /** The newest transition, and how long ago it was. */
  PastTransition became(Transition transition, Duration ago) {
    PastTransition noted =
        new PastTransition(
            id,
            past.size() + 1L,
            Instant.parse("2026-11-22T10:00:00Z"),
            Duration.ofSeconds(4),
            transition);
    List<PastTransition> longer = new ArrayList<>(past);
    longer.add(noted);
    past = List.copyOf(longer);
    sinceLatest = ago;
    return noted;
  }

  private ConnectionStatus status() {
    Optional<Transition> latest =
        past.isEmpty() ? Optional.empty() : Optional.of(past.get(past.size() - 1).transition());
    return new ConnectionStatus(
        id,
        latest.map(Transition::to).orElse(ConnectionState.DISCONNECTED),
        up,
        Duration.ofSeconds(77),
        latest.map(Transition::attempt).orElse(0L),
        2,
        3,
        1,
        new ConnectionStatus.Runs(4, 5, 6),
        latest,
        Optional.of(Duration.ofNanos(1_234_567)),
        new ConnectionStatus.Traffic(11, 12, 13, 21, 22, 14, 15, 16, 17, 18));
  }
}
