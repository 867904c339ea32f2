package dev.holdfast.bootstrap.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that is killed and started again, always in the same way. One thread. */
final class Mortal implements AutoCloseable {

  private static final long DIES_WITHIN_SECONDS = 60;
  private static final int LINES_SHOWN = 40;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path output;
  private final Events events;
  private @Nullable Process process;

  /**
   * It does not run yet.
   *
   * @param name for people
   * @param environment all that it has, beside PATH and JAVA_HOME
   * @param folder where it works; what it prints is kept there
   */
  Mortal(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Events events) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = new TreeMap<>(environment);
    this.output = folder.resolve(name + ".log");
    this.events = events;
  }

  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(output.toAbsolutePath().getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    process = builder.start();
    events.add(name + " started, process " + process.pid());
  }

  /**
   * Kills it as {@code kill -9} does.
   *
   * @throws Failure if it had ended by itself
   */
  void kill() throws Failure, InterruptedException {
    mustRun();
    running().destroyForcibly();
    awaitEnd();
    events.add(name + " killed");
  }

  /**
   * Asks it to stop, and waits until it has.
   *
   * @return its exit code
   */
  int stop() throws Failure, InterruptedException {
    mustRun();
    running().destroy();
    awaitEnd();
    events.add(name + " stopped with exit code " + running().exitValue());
    return running().exitValue();
  }

  /** Lets some time pass; fails at once if it ends by itself meanwhile. */
  void mustLive(long millis) throws Failure, InterruptedException {
    if (running().waitFor(millis, TimeUnit.MILLISECONDS)) {
      mustRun();
    }
  }

  /** Fails if it has ended by itself. */
  void mustRun() throws Failure {
    if (!running().isAlive()) {
      throw new Failure(name + " ended by itself with exit code " + running().exitValue());
    }
  }

  private void awaitEnd() throws Failure, InterruptedException {
    if (!running().waitFor(DIES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      throw new Failure(name + " does not end");
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }

  /** The last lines that it printed. */
  List<String> lastLines() throws IOException {
    if (!Files.exists(output)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(output);
    return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
