package dev.holdfast.bootstrap.bench.jmh;

import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
 * The machine in its steady state, one thread; one operation is one event. As the loop does, the
 * next deadline is asked for after every event.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MachineBenchmark implements Effects {

  private static final long ATTEMPT = 1;
  private static final long BETWEEN_FRAMES_NANOS = 1_000_000;

  private final Event frame = new Event.FrameReceived(ATTEMPT);
  private final Event heartbeatWritten = new Event.HeartbeatWritten(ATTEMPT);
  private final ConnectionMachine machine =
      new ConnectionMachine(ConnectionPolicy.defaults(), new SplittableRandom(1), 0);
  private long now;
  private long heartbeats;

  /** Brings the connection up, and past the time after which it counts as stable. */
  @Setup
  public void comeUp() {
    machine.handle(Event.CONNECT, now, this);
    machine.handle(new Event.HandshakeCompleted(ATTEMPT), now, this);
    now = machine.nextDeadlineNanos();
    machine.handle(Event.DEADLINE_REACHED, now, this);
    if (!machine.isUp()) {
      throw new IllegalStateException("not up but " + machine.state());
    }
  }

  /** A message has come in. */
  @Benchmark
  public long messageIn() {
    now += BETWEEN_FRAMES_NANOS;
    machine.handle(frame, now, this);
    return machine.nextDeadlineNanos();
  }

  /** Three events: a heartbeat is due, it was written, it is answered. */
  @Benchmark
  @OperationsPerInvocation(3)
  public long heartbeat() {
    long before = heartbeats;
    now = machine.nextDeadlineNanos();
    machine.handle(Event.DEADLINE_REACHED, now, this);
    machine.handle(heartbeatWritten, now, this);
    long timeout = machine.nextDeadlineNanos();
    now += BETWEEN_FRAMES_NANOS;
    machine.handle(frame, now, this);
    if (heartbeats != before + 1) {
      throw new IllegalStateException("no heartbeat was due");
    }
    return timeout;
  }

  @Override
  public void sendHeartbeat(long attempt) {
    heartbeats++;
  }

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    // The handshake is reported by the set-up.
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
    // Only while it comes up.
  }

  @Override
  public void ignored(Event event, Reaction why) {
    throw new IllegalStateException(event + " was ignored: " + why);
  }
}
