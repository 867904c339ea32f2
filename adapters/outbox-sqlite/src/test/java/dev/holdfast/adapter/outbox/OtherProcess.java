package dev.holdfast.adapter.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another Java process on an outbox file. */
final class OtherProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;

  private OtherProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** One that has opened a file, and holds it until this is closed. */
  static OtherProcess holding(Path file) throws IOException {
    OtherProcess other = running(WriterMain.class, file.toString(), "0", "0");
    String line = other.readLine();
    if (!"open".equals(line)) {
      throw new IOException("the other process said " + line);
    }
    return other;
  }

  static OtherProcess running(Class<?> main, String... arguments) throws IOException {
    return running(Map.of(), main, arguments);
  }

  /**
   * One in an environment of its own.
   *
   * @param environment what it has beside ours
   */
  static OtherProcess running(Map<String, String> environment, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new OtherProcess(builder.start());
  }

  long pid() {
    return process.pid();
  }

  /** The next line that it printed; null at its end. */
  String readLine() throws IOException {
    return lines.readLine();
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    // Not through the process itself, which would throw away what it had printed.
    process.toHandle().destroyForcibly();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }
}
