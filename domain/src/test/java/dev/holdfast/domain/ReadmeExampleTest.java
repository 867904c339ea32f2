package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.testing.RecordedEffects;
import dev.holdfast.domain.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of the README compiles, and prints what the README says it prints. */
final class ReadmeExampleTest {

  private static final Path README = Path.of("README.md");
  private static final Path THIS =
      Path.of("src/test/java/dev/holdfast/domain/ReadmeExampleTest.java");

  @Test
  void exampleIsTheCodeBelow() throws IOException {
    assertThat(block("java")).isEqualTo(lines(THIS, "    // README: begin", "    // README: end"));
  }

  @Test
  void exampleDoesWhatTheReadmeSays() throws IOException {
    assertThat(example()).isNotEmpty().isEqualTo(block("text").lines().toList());
  }

  private static List<String> example() {
    // README: begin
    var clock = new ManualClock();
    var effects = new RecordedEffects();
    var machine =
        new ConnectionMachine(
            ConnectionPolicy.defaults(), new SplittableRandom(7), clock.nanoTime());

    machine.handle(Event.CONNECT, clock.nanoTime(), effects);
    clock.advance(Duration.ofMillis(80));
    machine.handle(new Event.HandshakeCompleted(1), clock.nanoTime(), effects);
    clock.advance(Duration.ofSeconds(3));
    machine.handle(new Event.Ended(1, Cause.of(CauseKind.LINK_LOST)), clock.nanoTime(), effects);
    clock.advanceNanos(machine.nextDeadlineNanos() - clock.nanoTime());
    machine.handle(Event.DEADLINE_REACHED, clock.nanoTime(), effects);
    // README: end
    return effects.take();
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
