package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.audit.Breach;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.connection.testing.ChosenRandom;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a connection finds when it looks at itself, where what should not be is. */
final class ConnectionAuditTest {

  private final ManualEventLoop loop = new ManualEventLoop();
  private final DeadlineTimer timer = new DeadlineTimer(loop, () -> {});
  private final ConnectionSettings settings =
      new ConnectionSettings(
          "press-7",
          List.of(URI.create("ws://gateway.test/")),
          Map.of(),
          ConnectionPolicy.defaults(),
          HeartbeatMode.PING,
          OutboxSettings.defaults());
  private final ConnectionMachine machine =
      new ConnectionMachine(settings.policy(), new ChosenRandom(0.7), 0);
  private final ConnectionAudit audit = new ConnectionAudit(0);
  private Duration looked = Duration.ZERO;
  private boolean armed = true;
  private int links;
  private boolean listening = true;
  private boolean accounted = true;

  @Test
  void oneThatNobodyWantsMayRestForEver() {
    assertThat(words(Duration.ofDays(3))).isEmpty();
  }

  @Test
  void aDeadlineThatPassedAndNothingHappened() {
    at(0, Event.CONNECT);
    links = 1;
    assertThat(words(Duration.ofSeconds(15))).isEmpty();
    assertThat(words(Duration.ofSeconds(16)))
        .containsExactly(
            "deadline-kept: CONNECT_TIMEOUT was due 6s ago",
            "state-in-time: CONNECTING for 16s, expected at most 10s");
  }

  @Test
  void aProcessThatStoodStillIsForgiven() {
    at(0, Event.CONNECT);
    links = 1;
    ConnectionAudit.Sight sight =
        new ConnectionAudit.Sight(settings, machine, timer, links, listening, accounted);
    assertThat(words(Duration.ofSeconds(16))).isNotEmpty();
    assertThat(audit.inspect(sight, seconds(20), seconds(21))).isNotEmpty();
    assertThat(audit.inspect(sight, seconds(25), seconds(26) + 1)).isEmpty();
    assertThat(audit.inspect(sight, seconds(60), seconds(60))).isEmpty();
    assertThat(audit.inspect(sight, seconds(65), seconds(65))).isEmpty();
    assertThat(audit.inspect(sight, seconds(70), seconds(70))).isNotEmpty();
  }

  @Test
  void aDeadlineThatNothingWakes() {
    at(0, Event.CONNECT);
    links = 1;
    armed = false;
    assertThat(words(Duration.ofSeconds(1)))
        .containsExactly("timer-armed: no timer for what it waits for: CONNECT_TIMEOUT");
  }

  @Test
  void aRetryThatDoesNotCome() {
    at(0, Event.CONNECT);
    at(1, new Event.Ended(1, Cause.of(CauseKind.CONNECT_REFUSED)));
    assertThat(words(Duration.ofSeconds(8))).isEmpty();
    assertThat(words(Duration.ofSeconds(9)))
        .containsExactly(
            "deadline-kept: BACKOFF was due 5s ago",
            "state-in-time: DISCONNECTED for 8s, expected at most 2s");
  }

  @Test
  void twoLinks() {
    at(0, Event.CONNECT);
    at(1, new Event.HandshakeCompleted(1));
    links = 2;
    assertThat(words(Duration.ofSeconds(2)))
        .containsExactly("one-link: 2 open links while CONNECTED");
  }

  @Test
  void aLinkThatShouldBeGone() {
    at(0, Event.CONNECT);
    at(1, new Event.Ended(1, Cause.of(CauseKind.CONNECT_REFUSED)));
    links = 1;
    assertThat(words(Duration.ofSeconds(2)))
        .containsExactly("one-link: 1 open links while DISCONNECTED");
  }

  @Test
  void aPeerThatHasBeenDeadForLong() {
    at(0, Event.CONNECT);
    at(1, new Event.HandshakeCompleted(1));
    links = 1;
    audit.lifeSeen(seconds(60));
    // The machine has heard of it too; only the audit is asked what it thinks of the silence.
    machine.handle(new Event.FrameReceived(1), seconds(60), new NoEffects(audit, 60));
    assertThat(words(Duration.ofSeconds(100))).noneMatch(words -> words.startsWith("dead-peer"));
    assertThat(words(Duration.ofSeconds(101)))
        .contains("dead-peer-noticed: silent for 41s, expected at most 35s");
    listening = false;
    assertThat(words(Duration.ofSeconds(101))).noneMatch(words -> words.startsWith("dead-peer"));
  }

  @Test
  void anAttemptAfterTheEndOfTheProcessWasAskedFor() {
    at(0, Event.CONNECT);
    at(1, new Event.Ended(1, Cause.of(CauseKind.CONNECT_REFUSED)));
    audit.endOfProcess(1);
    assertThat(words(Duration.ofSeconds(2))).isEmpty();
    at(4, Event.DEADLINE_REACHED);
    links = 1;
    audit.endOfProcess(2);

    assertThat(words(Duration.ofSeconds(5)))
        .containsExactly(
            "no-attempt-at-the-end: attempt 2 began after the end of the process was asked for");
  }

  @Test
  void moreOnTheWayThanWasAccepted() {
    accounted = false;
    assertThat(words(Duration.ofSeconds(1)))
        .containsExactly("messages-accounted: more messages are on their way than were accepted");
  }

  private void at(long second, Event event) {
    machine.handle(event, seconds(second), new NoEffects(audit, second));
  }

  private List<String> words(Duration at) {
    if (machine.hasDeadline() && armed) {
      loop.execute(() -> timer.arm(machine.nextDeadlineNanos()));
      loop.runPending();
    }
    ConnectionAudit.Sight sight =
        new ConnectionAudit.Sight(settings, machine, timer, links, listening, accounted);
    while (at.minus(looked).compareTo(SelfAudit.EVERY) > 0) {
      looked = looked.plus(SelfAudit.EVERY);
      audit.inspect(sight, looked.toNanos(), looked.toNanos());
    }
    looked = at;
    return audit.inspect(sight, at.toNanos(), at.toNanos()).stream()
        .map(ConnectionAuditTest::words)
        .toList();
  }

  private static String words(Breach breach) {
    return breach.invariant().id() + ": " + breach.words();
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Nothing happens; the audit is told what the loop tells it. */
  private record NoEffects(ConnectionAudit audit, long second) implements Effects {

    @Override
    public void dial(long attempt, boolean freshCredentials) {}

    @Override
    public void sendHeartbeat(long attempt) {}

    @Override
    public void startClosing(long attempt, int code, String reason) {}

    @Override
    public void abort(long attempt) {}

    @Override
    public void transitioned(Transition transition) {
      audit.transitioned(transition, seconds(second));
    }

    @Override
    public void ignored(Event event, Reaction why) {}
  }
}
