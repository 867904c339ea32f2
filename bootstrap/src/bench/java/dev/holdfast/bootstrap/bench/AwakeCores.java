package dev.holdfast.bootstrap.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that keeps every core awake, at the lowest priority there is (SCHED_IDLE), so that it
 * yields to everybody. On an idle machine the time of an echo is that of waking a sleeping core,
 * whatever the client; awake cores show the client. Ends with this process, and after an hour.
 */
final class AwakeCores implements AutoCloseable {

  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Process process;

  private AwakeCores(Process process) {
    this.process = process;
  }

  /** Starts it. */
  static AwakeCores start(Processes processes) throws IOException {
    List<String> command = new ArrayList<>(List.of("chrt", "--idle", "0"));
    command.addAll(processes.java(processes.ownClassPath(), AwakeCores.class.getName()));
    return new AwakeCores(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /**
   * Spins on every core until standard input ends.
   *
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    long end = System.nanoTime() + LONGEST_NANOS;
    for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
      Thread spinning = new Thread(() -> spin(end), "spin-" + core);
      spinning.setDaemon(true);
      spinning.start();
    }
    while (System.in.read() >= 0) {
      // Nothing is expected but the end.
    }
  }

  private static void spin(long end) {
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    System.exit(0);
  }

  /** Checks that it has not ended by itself. */
  void requireAwake() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the cores were not kept awake: chrt or Java ended with " + process.exitValue());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
