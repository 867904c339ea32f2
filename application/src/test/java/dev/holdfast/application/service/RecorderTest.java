package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.EventRecorder;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.testing.FakeCredentials;
import dev.holdfast.application.testing.FakeTransport;
import dev.holdfast.application.testing.FriendlyGateway;
import dev.holdfast.application.testing.LogCapture;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.application.testing.RecordingSink;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.connection.testing.ChosenRandom;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever records learns of everything that enters the machine, and what came of it. */
final class RecorderTest implements EventRecorder {

  private static final long ORIGIN = 1_000;
  private static final double DRAWN = 0.7;

  private final List<String> seen = new ArrayList<>();
  private final ManualEventLoop loop = new ManualEventLoop(ORIGIN);
  private final FakeTransport transport = new FakeTransport();
  private ConnectionObserver observer = (connection, transition) -> {};

  @Test
  void everyEventIsToldWithItsTimeItsNumbersAndItsTransitions() {
    try (LogCapture log = new LogCapture()) {
      transport.script(FriendlyGateway.atOnce());
      SupervisedConnection connection = new SupervisedConnection(settings(), ports());
      connection.connect();
      loop.runPending();
      loop.advance(Duration.ofNanos(5));
      transport.latest().lose();
      loop.runPending();
      assertThat(log.take()).isNotEmpty();
    }

    assertThat(seen)
        .containsExactly(
            "press-7 begun at 1000",
            "press-7 CONNECT at 1000 drew [] made [CONNECTING]",
            "press-7 HANDSHAKE_COMPLETED at 1000 drew [] made [CONNECTED]",
            "press-7 ENDED at 1005 drew [0.7] made [CLOSED, DISCONNECTED]");
  }

  @Test
  void observersAreToldOnceAnEventIsRecorded() {
    // The last transition may end the process: what is recorded later would be lost.
    transport.script(FriendlyGateway.atOnce());
    observer = (connection, transition) -> seen.add("told " + transition.to());
    SupervisedConnection connection = new SupervisedConnection(settings(), ports());
    try (LogCapture log = new LogCapture()) {
      connection.connect();
      loop.runPending();
      assertThat(log.take()).isNotEmpty();
    }
    assertThat(seen)
        .containsExactly(
            "press-7 begun at 1000",
            "press-7 CONNECT at 1000 drew [] made [CONNECTING]",
            "told CONNECTING",
            "press-7 HANDSHAKE_COMPLETED at 1000 drew [] made [CONNECTED]",
            "told CONNECTED");
  }

  private static ConnectionSettings settings() {
    return new ConnectionSettings(
        "press-7",
        List.of(URI.create("ws://gateway.test")),
        Map.of(),
        ConnectionPolicy.defaults(),
        HeartbeatMode.PING,
        OutboxSettings.defaults());
  }

  private ConnectionPorts ports() {
    return new ConnectionPorts(
            loop,
            transport,
            ScriptedProtocol.withoutLogin(),
            new FakeCredentials(),
            new RecordingSink(),
            List.of(observer),
            Runnable::run,
            () -> 0,
            new ChosenRandom(DRAWN))
        .recordedBy(Optional.of(this));
  }

  @Override
  public void begun(String connection, ConnectionPolicy policy, long atNanos) {
    seen.add(connection + " begun at " + atNanos);
  }

  @Override
  public void handled(
      String connection,
      Event event,
      long atNanos,
      List<Double> drawn,
      List<Transition> transitions) {
    seen.add(
        String.format(
            "%s %s at %d drew %s made %s",
            connection,
            event.kind(),
            atNanos,
            drawn,
            transitions.stream().map(Transition::to).toList()));
  }
}
