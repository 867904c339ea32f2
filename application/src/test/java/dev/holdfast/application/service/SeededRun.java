package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.port.in.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.testing.FakeLink;
import dev.holdfast.application.testing.FakeTransport;
import dev.holdfast.application.testing.GatewayScript;
import dev.holdfast.application.testing.LogCapture;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.application.testing.ManualExecutor;
import dev.holdfast.application.testing.RandomGateway;
import dev.holdfast.application.testing.RecordingObserver;
import dev.holdfast.application.testing.RecordingSink;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The life of one connection, drawn from one seed: a gateway with moods, a user who wants this and
 * that, a sink that fills up, a process that sleeps. The promises are checked after every step.
 */
final class SeededRun {

  private static final Duration NO_TIME = Duration.ZERO;
  private static final Duration HOUR = Duration.ofHours(1);

  private final SplittableRandom random;
  private final ManualEventLoop loop;
  private final ManualExecutor observerExecutor = new ManualExecutor();
  private final FakeTransport transport = new FakeTransport();
  private final RecordingSink sink = new RecordingSink();
  private final RecordingObserver observer;
  private final RandomGateway gateway;
  private final ConnectionPolicy policy;
  private final SupervisedConnection connection;
  private final LogCapture log;

  private final List<String> story = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private boolean calm;
  private boolean wanted;

  /** When the attempt that is waited for will start, since the beginning. */
  private Duration retryAt = NO_TIME;

  private int transitionsSeen;

  SeededRun(long seed, LogCapture log) {
    this.random = new SplittableRandom(seed);
    this.log = log;
    this.loop =
        new ManualEventLoop(
            random.nextInt(4) == 0 ? Long.MAX_VALUE - between(0, 90_000).toNanos() : 0);
    this.observer = new RecordingObserver(loop);
    this.gateway = new RandomGateway(random.split());
    boolean login = random.nextBoolean();
    this.policy = randomPolicy(login);
    ConnectionSettings settings =
        new ConnectionSettings(
            "seed-" + seed,
            List.of(URI.create("ws://a"), URI.create("ws://b")),
            Map.of(),
            policy,
            random.nextBoolean() ? HeartbeatMode.PING : HeartbeatMode.MESSAGE,
            new OutboxLimits(20, 200, 100));
    ConnectionPorts ports =
        new ConnectionPorts(
            loop,
            transport,
            login ? ScriptedProtocol.withLogin() : ScriptedProtocol.withoutLogin(),
            this::credentials,
            sink,
            List.of(observer),
            observerExecutor,
            () -> 0,
            random.split());
    this.connection = new SupervisedConnection(settings, ports);
    transport.script(new Recorder());
    log.tell(event -> tell(event.getLevel() + " " + event.getFormattedMessage()));
  }

  /** What was done and what was logged, each with its time. */
  List<String> story() {
    return List.copyOf(story);
  }

  /** Lives from the first wish to the end. */
  void live() {
    int steps = 20 + random.nextInt(100);
    for (int i = 0; i < steps; i++) {
      step();
    }
    if (random.nextInt(3) > 0) {
      comesUpWhenFaultsStop();
    }
    shutsDownInTime();
  }

  private void step() {
    boolean stopped = isStopped();
    long attempt = connection.status().attempt();
    boolean connected = userDoesSomething();
    advance(
        switch (random.nextInt(10)) {
          case 0 -> NO_TIME;
          case 1, 2, 3 -> between(0, 100);
          case 4, 5, 6, 7 -> between(0, 2_000);
          case 8 -> between(0, 10_000);
          default -> between(0, 40_000);
        });
    if (stopped && !connected) {
      assertThat(connection.status().attempt()).as("attempts after a stop").isEqualTo(attempt);
    }
  }

  /** Returns whether the connection was asked for. */
  private boolean userDoesSomething() {
    int mood = random.nextInt(100);
    if (mood < 45) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        send();
      }
    } else if (mood < 55) {
      tell("connect");
      wanted = true;
      connection.connect();
      return true;
    } else if (mood < 58) {
      tell("disconnect");
      wanted = false;
      connection.disconnect(between(1, 6_000));
    } else if (mood < 64) {
      tell("reconnect now");
      connection.reconnectNow();
    } else if (mood < 68) {
      sink.fill();
    } else if (mood < 74) {
      sink.makeRoom();
    } else if (mood < 78) {
      tell("suspend");
      loop.suspend(between(0, 20_000));
    } else if (mood < 80) {
      tell("reconnect now, disconnect, connect");
      connection.reconnectNow();
      connection.disconnect(between(1, 6_000));
      wanted = true;
      connection.connect();
      send();
      return true;
    }
    return false;
  }

  private void send() {
    String text = "m" + accepted.size();
    if (connection.send(new OutboundMessage.Text(text)) == SendResult.ACCEPTED) {
      accepted.add("text " + text);
    }
  }

  /** Promise 3, and nothing that was accepted is lost. */
  private void comesUpWhenFaultsStop() {
    if (isStopped() && wanted) {
      long attempt = connection.status().attempt();
      advance(HOUR);
      assertThat(connection.status().attempt()).as("attempts after a verdict").isEqualTo(attempt);
    }
    tell("the faults stop");
    gateway.calmDown();
    calm = true;
    sink.makeRoom();
    wanted = true;
    connection.connect();
    if (transport.opened() > 0) {
      transport.latest().lose();
    }
    int before = observer.transitions().size();
    advance(NO_TIME);
    if (isStopped()) {
      // A verdict on what it had said before: it is asked for once more.
      connection.connect();
    }
    Duration waiting = retryAt.minus(loop.elapsed());
    Duration cap = Duration.ofNanos(policy.backoff().capNanos());
    advance(
        (waiting.compareTo(cap) > 0 ? waiting : cap)
            .plus(policy.connectTimeout())
            .plus(policy.closeTimeout()));
    if (isStopped()) {
      assertThat(policy.maxReconnects()).as("a limit of attempts, now reached").isPresent();
      return;
    }
    List<Transition> since = observer.transitions().subList(before, observer.transitions().size());
    // It may rotate at this very moment, so it is enough that it came up.
    assertThat(since).as("transitions since the faults have stopped").anyMatch(this::isUp);
    assertThat(written).as("written once up").isEqualTo(accepted);
  }

  /** Promise 2, and whatever was not sent is reported. */
  private void shutsDownInTime() {
    Duration within = between(1, 6_000);
    tell("shut down within " + within);
    connection.shutDown(within);
    loop.runPending();
    long attempt = connection.status().attempt();
    int opened = transport.opened();
    if (random.nextBoolean()) {
      connection.reconnectNow();
      connection.connect();
      assertThat(connection.send(new OutboundMessage.Text("late"))).isEqualTo(SendResult.STOPPED);
    }
    advance(within);
    assertThat(transport.alive()).as("links after the shutdown").isZero();
    assertThat(connection.status().state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(loop.pendingTimers()).as("timers after the shutdown").isEmpty();
    advance(HOUR);
    assertThat(connection.status().attempt()).as("attempts since the end").isEqualTo(attempt);
    assertThat(transport.opened()).as("links since the end").isEqualTo(opened);
    assertThat(loop.pendingTasks()).isZero();
    assertThat(observerExecutor.pendingTasks()).isZero();
    assertUnsentReported();
  }

  private void assertUnsentReported() {
    int unsent = accepted.size() - written.size();
    String last =
        story.stream()
            .filter(line -> line.contains("accepted messages not sent") || isStart(line))
            .reduce("", (a, b) -> b);
    if (unsent > 0) {
      assertThat(last).endsWith("stopped with " + unsent + " accepted messages not sent");
    } else {
      assertThat(last)
          .satisfiesAnyOf(
              line -> assertThat(line).isEmpty(), line -> assertThat(isStart(line)).isTrue());
    }
  }

  private static boolean isStart(String line) {
    return line.contains("-> CONNECTING");
  }

  private void advance(Duration time) {
    loop.advance(time);
    observerExecutor.runPending();
    assertThat(log.take(Level.ERROR)).as("internal errors").isEmpty();
    log.take();
    noteTransitions();
    assertThat(transport.violations()).as("use of the transport").isEmpty();
    assertThat(transport.aliveMax()).as("links alive at once").isLessThanOrEqualTo(1);
    assertThat(loop.timersMax()).as("timers armed at once").isLessThanOrEqualTo(1);
    assertThat(written)
        .as("written once each and in order")
        .isEqualTo(accepted.subList(0, written.size()));
    if (connection.status().up()) {
      assertThat(transport.alive()).as("links while up").isEqualTo(1);
    }
  }

  private void noteTransitions() {
    List<Transition> all = observer.transitions();
    for (; transitionsSeen < all.size(); transitionsSeen++) {
      Transition move = all.get(transitionsSeen);
      if (transitionsSeen > 0) {
        assertThat(move.from()).isEqualTo(all.get(transitionsSeen - 1).to());
      }
      if (move.next() instanceof Next.Retry retry) {
        // At the latest: the step may have begun earlier.
        retryAt = loop.elapsed().plus(retry.delay());
      }
    }
    assertThat(connection.status().lastTransition().map(Transition::to))
        .isEqualTo(all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1).to()));
  }

  private void tell(String what) {
    story.add(loop.elapsed() + " " + what);
  }

  private boolean isUp(Transition move) {
    return move.to()
        == (policy.loginRequired() ? ConnectionState.AUTHENTICATED : ConnectionState.CONNECTED);
  }

  private boolean isStopped() {
    return connection
        .status()
        .lastTransition()
        .map(move -> move.next() instanceof Next.Stop)
        .orElse(false);
  }

  private CompletionStage<Credentials> credentials(boolean fresh) {
    CompletableFuture<Credentials> answer = new CompletableFuture<>();
    int mood = calm ? 0 : random.nextInt(20);
    if (mood < 15) {
      answer.complete(Credentials.none());
    } else if (mood < 18) {
      loop.arrive(between(0, 6_000), () -> answer.complete(Credentials.none()));
    } else if (mood < 19) {
      answer.completeExceptionally(new IOException("no token file"));
    }
    return answer;
  }

  private ConnectionPolicy randomPolicy(boolean login) {
    Duration base = between(10, 1_000);
    Duration stableAfter = between(0, 5_000);
    Jitter[] jitters = Jitter.values();
    return ConnectionPolicy.builder()
        .connectTimeout(between(500, 5_000))
        .loginTimeout(between(500, 5_000))
        .loginRequired(login)
        .heartbeat(
            random.nextInt(10) == 0
                ? HeartbeatPolicy.off()
                : new HeartbeatPolicy(true, between(500, 10_000), between(200, 3_000)))
        .stableAfter(stableAfter)
        .backoff(
            new Backoff(
                jitters[random.nextInt(jitters.length)], base, base.plus(between(0, 10_000))))
        .closeTimeout(between(50, 3_000))
        .maxLifetime(
            random.nextInt(4) == 0
                ? Optional.of(stableAfter.plus(between(1_000, 30_000)))
                : Optional.empty())
        .maxReconnects(random.nextInt(8) == 0 ? OptionalInt.of(5) : OptionalInt.empty())
        .build();
  }

  private Duration between(long lowMillis, long highMillis) {
    return Duration.ofNanos(random.nextLong(lowMillis * 1_000_000, highMillis * 1_000_000 + 1));
  }

  /** Writes down what has left, then leaves the answer to the gateway. */
  private final class Recorder implements GatewayScript {

    @Override
    public void dialled(FakeLink link) {
      gateway.dialled(link);
    }

    @Override
    public void received(FakeLink link, String frame) {
      if (frame.startsWith("text m")) {
        written.add(frame);
      }
      gateway.received(link, frame);
    }
  }
}
