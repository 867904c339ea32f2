package dev.holdfast.bootstrap.bench;

import dev.holdfast.bootstrap.bench.gateway.BenchGateway;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the other processes of a benchmark.
 *
 * @param home the folder that the build has made: {@code classes}, {@code lib}, {@code
 *     tyrus-stock}, {@code node}
 */
record Processes(Path home) {

  /** The same for all, so that no collector and no heap size decides. */
  private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx512m");

  /** Finds the folder of the build that these classes come from. */
  static Processes ofThisBuild() {
    String classes = System.getProperty("java.class.path").split(File.pathSeparator, -1)[0];
    return new Processes(Path.of(classes).resolveSibling("").toAbsolutePath());
  }

  /**
   * The same command on one core only: where the scheduler happens to put two processes that take
   * turns decides more about an echo than any client does.
   */
  static List<String> onCore(int core, List<String> command) {
    List<String> placed = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
    placed.addAll(command);
    return placed;
  }

  /** A gateway of its own, on any core; ends with {@link Gateway#close}. */
  Gateway gateway(int port) throws IOException {
    return gateway(gatewayCommand(port));
  }

  /** A gateway of its own, on one core; ends with {@link Gateway#close}. */
  Gateway gatewayOnCore(int core) throws IOException {
    return gateway(onCore(core, gatewayCommand(0)));
  }

  private List<String> gatewayCommand(int port) throws IOException {
    return java(ownClassPath(), BenchGateway.class.getName(), String.valueOf(port));
  }

  private static Gateway gateway(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null || !line.startsWith("port ")) {
      throw new IOException("the gateway does not listen but says " + line);
    }
    return new Gateway(process, Integer.parseInt(line.substring("port ".length())));
  }

  /** A running gateway. */
  record Gateway(Process process, int port) implements AutoCloseable {

    /** Kills it, as a power failure would, and waits until it is gone. */
    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          throw new IOException("the gateway does not end");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Runs one command and reads its result.
   *
   * @return the line that begins with {@code result}; empty if it did not end well, which is said
   *     on standard error
   */
  Optional<String> result(List<String> command, long timeoutSeconds) throws IOException {
    Path output = Files.createTempFile("bench", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
      process.destroyForcibly();
      List<String> lines = Files.readAllLines(output);
      Optional<String> result =
          lines.stream().filter(line -> line.startsWith("result ")).findFirst();
      if (!ended || result.isEmpty()) {
        System.err.println(String.join(" ", command));
        System.err.println(ended ? "ended without a result:" : "did not end in time:");
        lines.stream().limit(20).forEach(System.err::println);
        return Optional.empty();
      }
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      Files.delete(output);
    }
  }

  /** A command line that runs a main class in a JVM of its own. */
  List<String> java(String classPath, String mainClass, String... args) {
    return java(JVM_OPTIONS, classPath, mainClass, args);
  }

  /** The same with other options for the JVM. */
  List<String> java(List<String> options, String classPath, String mainClass, String... args) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(List.of(args));
    return command;
  }

  /** All classes and libraries but the logging: it would not be silent without configuration. */
  String ownClassPath() throws IOException {
    return classPath(home.resolve("lib"));
  }

  /** The benchmark's classes and the bundle of Tyrus, nothing of ours. */
  String stockTyrusClassPath() throws IOException {
    return classPath(home.resolve("tyrus-stock"));
  }

  private String classPath(Path libraries) throws IOException {
    try (Stream<Path> jars = Files.list(libraries)) {
      return Stream.concat(Stream.of(home.resolve("classes")), jars.sorted())
          .map(Path::toString)
          .filter(jar -> !jar.contains("logback"))
          .reduce((left, right) -> left + File.pathSeparator + right)
          .orElseThrow();
    }
  }
}
