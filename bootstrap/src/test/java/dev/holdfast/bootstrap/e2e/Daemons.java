package dev.holdfast.bootstrap.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the processes of one test and ends them after it. For the test's own thread. */
final class Daemons implements AutoCloseable {

  /**
   * Undoes an ignored SIGINT, which a test run in the background of a shell hands down to
   * everything it starts, and which a JVM then leaves ignored. Empty where env cannot do that.
   */
  private static final List<String> FRESH_SIGNALS = freshSignals();

  private final Path folder;
  private final List<DaemonProcess> processes = new ArrayList<>();

  Daemons() throws IOException {
    folder = Files.createTempDirectory("holdfast-e2e-");
  }

  /** The distribution under test, as the build has put it together. */
  static Path home() {
    return Path.of(
        Optional.ofNullable(System.getProperty("holdfast.home"))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "system property holdfast.home must name the built distribution")));
  }

  /** A folder of this test's own, empty at first; it is the working directory of its processes. */
  Path folder() {
    return folder;
  }

  /**
   * A daemon for one gateway that retries quickly: after 100 ms, at most 500 ms. Its JVM leaves out
   * the optimizing compiler, which costs each of these short lives more than it gives.
   *
   * @param gateway where to connect
   */
  Start run(URI gateway) {
    return command("run")
        .with("GATEWAY_URL", gateway.toString())
        .with("RECONNECT_INITIAL_DELAY", "100ms")
        .with("RECONNECT_MAX_DELAY", "500ms")
        .with("LOG_FORMAT", "json")
        .with("ADMIN_ADDRESS", "off")
        .with("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
  }

  /** Any command, with nothing configured. */
  Start command(String... arguments) {
    return new Start(home().resolve("bin").resolve("holdfast"), arguments);
  }

  /** A command started through another path to the launcher. */
  Start commandAt(Path launcher, String... arguments) {
    return new Start(launcher, arguments);
  }

  private static List<String> freshSignals() {
    List<String> prefix = List.of("/usr/bin/env", "--default-signal=INT,TERM");
    try {
      Process trial = new ProcessBuilder(prefix).start();
      trial.getInputStream().readAllBytes();
      return trial.waitFor() == 0 ? prefix : List.of();
    } catch (IOException e) {
      // No such env on this system: then signals stay as they were handed down.
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** What all processes printed. */
  String describe() {
    return processes.stream().map(DaemonProcess::describe).collect(Collectors.joining("\n"));
  }

  /** Kills what still runs and removes the folder. */
  @Override
  public void close() throws IOException {
    processes.forEach(DaemonProcess::destroy);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Daemons::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process about to be started, with an environment of nothing but PATH and JAVA_HOME. */
  final class Start {

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Path directory = folder;

    private Start(Path launcher, String... arguments) {
      command.addAll(FRESH_SIGNALS);
      command.add(launcher.toString());
      command.addAll(List.of(arguments));
      environment.put("PATH", System.getenv("PATH"));
      environment.put(
          "JAVA_HOME",
          Optional.ofNullable(System.getenv("JAVA_HOME"))
              .orElseGet(() -> System.getProperty("java.home")));
    }

    /** Sets a variable. */
    Start with(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    /** Removes a variable. */
    Start without(String variable) {
      environment.remove(variable);
      return this;
    }

    /** Adds arguments. */
    Start arguments(String... more) {
      command.addAll(List.of(more));
      return this;
    }

    /** Starts in another folder. */
    Start in(Path elsewhere) {
      directory = elsewhere;
      return this;
    }

    /** Starts it. */
    DaemonProcess start() throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(new File(directory.toString()));
      builder.environment().clear();
      builder.environment().putAll(environment);
      DaemonProcess process = new DaemonProcess(builder.start());
      processes.add(process);
      return process;
    }
  }
}
