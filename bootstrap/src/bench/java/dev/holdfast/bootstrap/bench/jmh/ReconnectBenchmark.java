package dev.holdfast.bootstrap.bench.jmh;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The machine while its gateway accepts and drops, one thread; one operation is one event. Rare in
 * life and so allowed to allocate: the events of a new attempt, and the transitions it tells of.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReconnectBenchmark implements Effects {

  private static final long ROUND_TRIP_NANOS = 1_000_000;

  private final Cause lost = Cause.of(CauseKind.LINK_LOST);
  private final ConnectionMachine machine =
      new ConnectionMachine(ConnectionPolicy.defaults(), new SplittableRandom(1), 0);
  private long now;
  private long dialed;
  private @Nullable Transition latest;

  /** Starts the first attempt. */
  @Setup
  public void connect() {
    machine.handle(Event.CONNECT, now, this);
  }

  /** Three events: the link opens, is lost, and the backoff is over, which dials again. */
  @Benchmark
  @OperationsPerInvocation(3)
  public long reconnect() {
    long attempt = dialed;
    now += ROUND_TRIP_NANOS;
    machine.handle(new Event.HandshakeCompleted(attempt), now, this);
    long stable = machine.nextDeadlineNanos();
    now += ROUND_TRIP_NANOS;
    machine.handle(new Event.Ended(attempt, lost), now, this);
    now = machine.nextDeadlineNanos();
    machine.handle(Event.DEADLINE_REACHED, now, this);
    if (dialed != attempt + 1) {
      throw new IllegalStateException("not dialing again but " + machine.state());
    }
    return stable + machine.nextDeadlineNanos();
  }

  /** The latest transition. */
  public @Nullable Transition latest() {
    return latest;
  }

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    dialed = attempt;
  }

  @Override
  public void sendHeartbeat(long attempt) {
    throw new IllegalStateException("no link lasts that long");
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    throw new IllegalStateException("nobody asked to close");
  }

  @Override
  public void abort(long attempt) {
    throw new IllegalStateException("there is no reason to abort");
  }

  @Override
  public void transitioned(Transition transition) {
    // Kept, so that the compiler cannot do without it.
    latest = transition;
  }

  @Override
  public void ignored(Event event, Reaction why) {
    throw new IllegalStateException(event + " was ignored: " + why);
  }
}
