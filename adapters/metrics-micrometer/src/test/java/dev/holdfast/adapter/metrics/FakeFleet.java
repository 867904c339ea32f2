package dev.holdfast.adapter.metrics;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionHistory;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.DisconnectUseCase;
import dev.holdfast.application.port.in.FindConnectionsUseCase;
import dev.holdfast.application.port.in.SendMessageUseCase;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.domain.connection.ConnectionState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connections that are as a test says. */
final class FakeFleet implements FindConnectionsUseCase {

  static final ConnectionStatus.Traffic NOTHING =
      new ConnectionStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final Map<String, ConnectionStatus> all = new LinkedHashMap<>();

  /** Says how a connection is. */
  void is(String id, ConnectionState state, boolean up, ConnectionStatus.Traffic traffic) {
    all.put(
        id,
        new ConnectionStatus(
            id,
            state,
            up,
            Duration.ZERO,
            7,
            2,
            3,
            1,
            new ConnectionStatus.Runs(4, 5, 6),
            Optional.empty(),
            Optional.of(Duration.ofMillis(42)),
            traffic));
  }

  void isGone(String id) {
    all.remove(id);
  }

  @Override
  public List<String> ids() {
    return List.copyOf(all.keySet());
  }

  @Override
  public Optional<ConnectionUseCases> find(String id) {
    return Optional.ofNullable(all.get(id)).map(FakeFleet::useCases);
  }

  private static ConnectionUseCases useCases(ConnectionStatus status) {
    return new ConnectionUseCases(
        () -> {},
        new Nobody(),
        () -> {},
        new Nobody(),
        () -> {},
        command -> CompletableFuture.completedFuture(new CommandOutcome.NotSent("")),
        () -> status,
        () -> new ConnectionHistory(List.of(), 0, Duration.ofSeconds(9)),
        true);
  }

  private static final class Nobody implements DisconnectUseCase, SendMessageUseCase {

    @Override
    public CompletionStage<SendResult> send(OutboundMessage message) {
      return SendResult.STOPPED.atOnce();
    }

    @Override
    public long largestMessage(MessageClass of) {
      return 1;
    }

    @Override
    public void disconnect(Duration within) {}

    @Override
    public void shutDown(Duration within) {}
  }
}
