package dev.holdfast.adapter.alert;

import dev.holdfast.application.port.out.Alert;
import dev.holdfast.application.port.out.ServiceNotifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run without a shell: the alert is on its standard input as JSON, and in its
 * environment. What it prints nobody reads.
 */
final class CommandChannel implements Channel {

  private final List<String> words;
  private final Duration limit;
  private final AlertJson json;

  CommandChannel(List<String> words, Duration limit, AlertJson json) {
    this.words = words;
    this.limit = limit;
    this.json = json;
  }

  @Override
  public String name() {
    String program = words.get(0);
    return "command " + program.substring(program.lastIndexOf('/') + 1);
  }

  @Override
  public void tell(Alert alert, Instant at) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Alert.Entry first = alert.entries().get(0);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(ServiceNotifier.VARIABLES);
    environment.put("HOLDFAST_ALERT", alert.kind().id());
    environment.put("HOLDFAST_TEXT", json.sentence(alert));
    environment.put("HOLDFAST_COUNT", Integer.toString(alert.count()));
    environment.put("HOLDFAST_CONNECTION", first.connection());
    environment.put("HOLDFAST_CAUSE", first.cause());
    environment.put("HOLDFAST_DOWN_SECONDS", Long.toString(first.down().toSeconds()));
    Process process = start(builder);
    try {
      process.getOutputStream().write(json.write(alert, at).getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
    } catch (IOException e) {
      // A program that does not read what it gets may be right all the same: its exit code tells.
    }
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("did not end within " + limit.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException("exit code " + process.exitValue());
    }
  }

  /** What Java says names arguments, which may be secrets. */
  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException("cannot be started");
    }
  }
}
