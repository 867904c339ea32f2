package dev.holdfast.domain.connection.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.MachineMemory;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A machine with a clock that the test moves and a timer that is exactly on time, so that a test
 * reads as the story of one connection.
 *
 * <p>Registered as an extension it ends every test by asserting that no effect went unseen. Events
 * are about the current attempt unless {@link #handle} is given another. Not thread-safe.
 */
public final class DrivenMachine implements AfterEachCallback {

  /** What is drawn unless a test chooses otherwise: the first default retry comes after 1.5 s. */
  public static final double QUARTER = 0.25;

  private static final int DEADLINES_MAX = 100_000;

  private final ChosenRandom random = new ChosenRandom(QUARTER);
  private final RecordedEffects effects = new RecordedEffects();
  private ManualClock clock = new ManualClock();
  private ConnectionPolicy policy = ConnectionPolicy.defaults();
  private ConnectionMachine machine = new ConnectionMachine(policy, random, clock.nanoTime());

  /** Starts the story over with another policy. */
  public void use(ConnectionPolicy other) {
    use(other, 0);
  }

  /** Starts the story over with another policy and with a clock that reads something odd. */
  public void use(ConnectionPolicy other, long originNanos) {
    effects.assertNothingLeft();
    policy = other;
    clock = new ManualClock(originNanos);
    machine = new ConnectionMachine(policy, random, clock.nanoTime());
  }

  /**
   * From here on another machine plays the connection, from what this one remembers; until now it
   * was up for somebody else. What the connection remembers is the second of two in a row.
   */
  public void handOver() {
    long[] memory = new long[2 * MachineMemory.WORDS];
    machine.save(memory, MachineMemory.WORDS);
    machine = new ConnectionMachine(policy, random, clock.nanoTime());
    RecordedEffects seenBySomebodyElse = new RecordedEffects();
    machine.handle(Event.CONNECT, clock.nanoTime(), seenBySomebodyElse);
    machine.handle(new Event.HandshakeCompleted(1), clock.nanoTime(), seenBySomebodyElse);
    machine.handle(
        new Event.LoginAccepted(1, Optional.of(Duration.ofSeconds(7))),
        clock.nanoTime(),
        seenBySomebodyElse);
    machine.load(memory, MachineMemory.WORDS);
  }

  /** Chooses what is drawn from now on, in [0, 1). */
  public void draw(double value) {
    random.choose(value);
  }

  /** The user wants the connection. */
  public void connect() {
    handle(Event.CONNECT);
  }

  /** The user wants the waiting cut short. */
  public void reconnectNow() {
    handle(Event.RECONNECT_NOW);
  }

  /** The user no longer wants the connection. */
  public void disconnect() {
    handle(new Event.Disconnect(Cause.of(CauseKind.DISCONNECT_REQUESTED)));
  }

  /** The process ends. */
  public void shutdown() {
    handle(new Event.Disconnect(Cause.of(CauseKind.SHUTDOWN)));
  }

  /** The WebSocket of the current attempt is open. */
  public void opened() {
    handle(new Event.HandshakeCompleted(machine.attempt()));
  }

  /** The same, with credentials that expire. */
  public void openedFor(Duration time) {
    handle(new Event.HandshakeCompleted(machine.attempt(), Optional.of(time)));
  }

  /** The gateway accepted the login. */
  public void loggedIn() {
    handle(new Event.LoginAccepted(machine.attempt()));
  }

  /** The gateway accepted the login, and says how often it wants heartbeats. */
  public void loggedInWanting(Duration heartbeatInterval) {
    handle(new Event.LoginAccepted(machine.attempt(), Optional.of(heartbeatInterval)));
  }

  /** A frame was read. */
  public void frame() {
    handle(new Event.FrameReceived(machine.attempt()));
  }

  /** The heartbeat has left. */
  public void heartbeatWritten() {
    handle(new Event.HeartbeatWritten(machine.attempt()));
  }

  /** The session protocol gives the link up. */
  public void givenUp(Cause cause) {
    handle(new Event.GivenUp(machine.attempt(), cause));
  }

  /** The link is gone. */
  public void ended(Cause cause) {
    handle(new Event.Ended(machine.attempt(), cause));
  }

  /** The link is gone, for a reason that its kind says everything about. */
  public void ended(CauseKind kind) {
    ended(Cause.of(kind));
  }

  /** A timer fires, at the right moment or not. */
  public void timer() {
    handle(Event.DEADLINE_REACHED);
  }

  /** Hands in any event, now. */
  public void handle(Event event) {
    machine.handle(event, clock.nanoTime(), effects);
  }

  /** Goes from the start to the open WebSocket of attempt 1. */
  public void connectAndOpen() {
    connect();
    opened();
    expect(
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 1",
        "CONNECTING -> CONNECTED (handshake-completed)");
  }

  /** Lets time pass with a timer that is exactly on time at every deadline. */
  public void pass(Duration time) {
    long end = clock.nanoTime() + time.toNanos();
    for (int i = 0; machine.hasDeadline() && machine.nextDeadlineNanos() - end <= 0; i++) {
      assertThat(i).as("deadlines within " + time).isLessThan(DEADLINES_MAX);
      clock.advanceNanos(Math.max(0, machine.nextDeadlineNanos() - clock.nanoTime()));
      timer();
    }
    clock.advanceNanos(end - clock.nanoTime());
  }

  /** Lets time pass while no timer fires: the process is suspended. */
  public void sleep(Duration time) {
    clock.advance(time);
  }

  /**
   * Lets time pass up to one nanosecond before the moment, asserts that nothing has happened and
   * that timers which fire early, now and then, change nothing; then goes on to the moment, for
   * which the machine must have asked, and lets the timer fire.
   */
  public void nothingUntil(Duration moment) {
    timer();
    pass(moment.minusNanos(1));
    effects.assertNothingLeft();
    timer();
    effects.assertNothingLeft();
    assertThat(machine.nextDeadlineNanos() - clock.nanoTime())
        .as("nanoseconds from one before the moment to the next deadline")
        .isEqualTo(1);
    clock.advanceNanos(1);
    timer();
  }

  /** Asserts that exactly this happened since the last time. */
  public void expect(String... lines) {
    effects.assertExactly(lines);
  }

  /** Asserts that nothing happened since the last time. */
  public void expectNothing() {
    effects.assertExactly();
  }

  /** Hands out what happened since the last time, and forgets it. */
  public List<String> take() {
    return effects.take();
  }

  /** Forgets what happened since the last time: another test has looked at it. */
  public void skip() {
    effects.take();
  }

  /** The latest transition. */
  public Transition lastTransition() {
    return effects.lastTransition();
  }

  /** The machine, to ask it questions. */
  public ConnectionMachine machine() {
    return machine;
  }

  /** The present reading of the clock, in nanoseconds. */
  public long nowNanos() {
    return clock.nanoTime();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    // A test that failed already says more than what it left behind.
    if (context.getExecutionException().isEmpty()) {
      effects.assertNothingLeft();
    }
  }
}
