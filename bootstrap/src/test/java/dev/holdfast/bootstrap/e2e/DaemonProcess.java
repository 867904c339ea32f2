package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One run of {@code bin/holdfast}: its output, its signals, its exit code. Made by {@link Daemons}.
 *
 * <p>Every {@code await} returns as soon as the thing is there, and fails with all the output when
 * the time is over.
 */
final class DaemonProcess {

  /** Long enough for a JVM to start on a machine that is busy with other tests. */
  static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Transcript transcript = new Transcript();
  private final List<Thread> collectors;

  DaemonProcess(Process process) {
    this.process = process;
    this.collectors =
        List.of(
            transcript.collectOut(process.getInputStream()),
            transcript.collectErr(process.getErrorStream()));
  }

  /** The lines of standard output so far. */
  List<String> stdout() {
    return transcript.out();
  }

  /** The lines of standard error so far. */
  List<String> stderr() {
    return transcript.err();
  }

  /** Standard error so far, as one text. */
  String log() {
    return String.join("\n", stderr());
  }

  /** The transitions so far. */
  List<StateChange> changes() {
    return transcript.changes();
  }

  /** The ends of links and attempts so far. */
  List<StateChange> ends() {
    return changes().stream().filter(StateChange::ended).toList();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the first transition that fits. */
  StateChange awaitChange(String what, Predicate<StateChange> fits, Duration limit)
      throws InterruptedException {
    return transcript.await(
        what, limit, () -> transcript.changes().stream().filter(fits).findFirst());
  }

  /** Waits for the first transition to a state. */
  StateChange awaitState(String state) throws InterruptedException {
    return awaitChange(state, change -> change.to().equals(state), START);
  }

  /** Waits until the connection was up so many times. */
  StateChange awaitUp(int times) throws InterruptedException {
    return awaitTimes("CONNECTED", times);
  }

  /** Waits until it has come into this state so many times. */
  StateChange awaitTimes(String state, int times) throws InterruptedException {
    return awaitNth(state, change -> change.to().equals(state), times, START);
  }

  /** Waits for the end of the first link or attempt. */
  StateChange awaitEnd() throws InterruptedException {
    return awaitEnd(1, START);
  }

  /** Waits for the n-th end of a link or attempt. */
  StateChange awaitEnd(int number, Duration limit) throws InterruptedException {
    return awaitNth("CLOSED", StateChange::ended, number, limit);
  }

  private StateChange awaitNth(String what, Predicate<StateChange> fits, int number, Duration limit)
      throws InterruptedException {
    return transcript.await(
        what + " for the " + number + ". time",
        limit,
        () -> transcript.changes().stream().filter(fits).skip(number - 1).findFirst());
  }

  /** Waits for a line of standard output. */
  void awaitStdout(String line) throws InterruptedException {
    awaitStdout("the line \"" + line + "\"", lines -> lines.contains(line));
  }

  /** Waits until standard output is as wanted. */
  List<String> awaitStdout(String what, Predicate<List<String>> fits) throws InterruptedException {
    return transcript.await(what, START, () -> Optional.of(transcript.out()).filter(fits));
  }

  /** Waits for a line of standard error that holds this text. */
  String awaitLog(String part) throws InterruptedException {
    return transcript.await(
        "\"" + part + "\" on standard error",
        START,
        () -> transcript.err().stream().filter(line -> line.contains(part)).findFirst());
  }

  /**
   * Sends a signal.
   *
   * @param name without SIG, such as {@code TERM}
   */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).as("kill ends").isTrue();
    assertThat(kill.exitValue()).as("kill -%s", name).isZero();
  }

  /** Writes a line to standard input. */
  void type(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Ends standard input. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /**
   * Waits for the end of the process and of its output.
   *
   * @return the exit code
   */
  int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError("still running after " + limit + "\n" + describe());
    }
    for (Thread collector : collectors) {
      collector.join(TimeUnit.SECONDS.toMillis(10));
    }
    return process.exitValue();
  }

  /** Fails unless the process ended with this code within the limit. */
  void assertExit(int code, Duration limit) throws InterruptedException {
    assertThat(awaitExit(limit)).as("exit code\n%s", describe()).isEqualTo(code);
  }

  /** Fails if the output looks like a stack trace. */
  void assertNoStackTrace() {
    assertThat(stderr())
        .as("a user never sees a stack trace")
        .noneMatch(line -> line.startsWith("\tat ") || line.contains("\\tat "))
        .noneMatch(line -> line.contains("Exception in thread"));
  }

  /** All output and what became of the process. */
  String describe() {
    String fate =
        process.isAlive()
            ? "running"
            : String.format(Locale.ROOT, "ended with exit code %d", process.exitValue());
    return "process " + process.pid() + " " + fate + "\n" + transcript.describe();
  }

  /** Ends the process, whatever it does. */
  void destroy() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new AssertionError("process " + process.pid() + " cannot be killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
