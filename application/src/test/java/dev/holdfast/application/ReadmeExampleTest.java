package dev.holdfast.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.application.testing.FakeCredentials;
import dev.holdfast.application.testing.FakeTransport;
import dev.holdfast.application.testing.FriendlyGateway;
import dev.holdfast.application.testing.LogCapture;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.application.testing.RecordingSink;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of the README compiles, and does what the README says. */
final class ReadmeExampleTest {

  private static final Path README = Path.of("README.md");
  private static final Path THIS =
      Path.of("src/test/java/dev/holdfast/application/ReadmeExampleTest.java");

  @Test
  void exampleIsTheCodeBelow() throws IOException {
    assertThat(block("java")).isEqualTo(lines(THIS, "    // README: begin", "    // README: end"));
  }

  @Test
  void exampleDoesWhatTheReadmeSays() throws IOException {
    try (LogCapture log = new LogCapture()) {
      assertThat(example()).isEqualTo(block("text"));
      assertThat(log.take()).isNotEmpty();
    }
  }

  private static String example() {
    // README: begin
    var loop = new ManualEventLoop();
    var transport = new FakeTransport();
    var sink = new RecordingSink();
    var connection =
        new SupervisedConnection(
            new ConnectionSettings(
                "press-7",
                List.of(URI.create("ws://gateway.test")),
                Map.of(),
                ConnectionPolicy.defaults(),
                HeartbeatMode.PING,
                OutboxSettings.defaults()),
            new ConnectionPorts(
                loop,
                transport,
                ScriptedProtocol.withoutLogin(),
                new FakeCredentials(),
                sink,
                List.of(),
                Runnable::run,
                () -> 0,
                new SplittableRandom(7)));
    transport.script(FriendlyGateway.atOnce());

    connection.connect();
    connection.send(new OutboundMessage.Text("hello"));
    loop.runPending();
    transport.latest().text("21.5 C");
    transport.latest().lose();
    loop.advance(Duration.ofSeconds(3));
    // README: end
    ConnectionStatus status = connection.status();
    assertThat(sink.contents()).containsExactly("21.5 C");
    return String.format(
        "%s, %s, attempt %d, failures %d, sent %d, received %d",
        status.state(),
        status.up() ? "up" : "down",
        status.attempt(),
        status.failures(),
        status.traffic().sent(),
        status.traffic().received());
  }

  /** The first code block of that language. */
  private static String block(String language) throws IOException {
    return lines(README, "```" + language, "```");
  }

  /** What stands between two lines of a file, without the common indentation. */
  private static String lines(Path file, String begin, String end) throws IOException {
    List<String> all = Files.readAllLines(file);
    int first = all.indexOf(begin);
    assertThat(first).as(begin + " in " + file).isNotNegative();
    List<String> after = all.subList(first + 1, all.size());
    int last = after.indexOf(end);
    assertThat(last).as(end + " after " + begin + " in " + file).isPositive();
    return after.subList(0, last).stream().collect(Collectors.joining("\n")).stripIndent();
  }
}
