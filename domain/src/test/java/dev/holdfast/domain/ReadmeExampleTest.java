package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.MachineMemory;
import dev.holdfast.domain.connection.testing.RecordedEffects;
import dev.holdfast.domain.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The examples of the README compile, and print what the README says they print. */
final class ReadmeExampleTest {

  private static final Path README = Path.of("README.md");
  private static final Path THIS =
      Path.of("src/test/java/dev/holdfast/domain/ReadmeExampleTest.java");

  @Test
  void examplesAreTheCodeBelow() throws IOException {
    assertThat(blocks(README, "```java", "```"))
        .hasSize(2)
        .isEqualTo(blocks(THIS, "    // README: begin", "    // README: end"));
  }

  @Test
  void examplesDoWhatTheReadmeSays() throws IOException {
    assertThat(examples()).isEqualTo(blocks(README, "```text", "```"));
  }

  /** What each example leaves in the effects. */
  private static List<String> examples() {
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
    String driven = String.join("\n", effects.take());

    // README: begin
    long[] memory = new long[MachineMemory.WORDS];
    machine.save(memory, 0);

    var another = new ConnectionMachine(ConnectionPolicy.defaults(), new SplittableRandom(8), 0);
    another.load(memory, 0);
    clock.advance(Duration.ofSeconds(10));
    another.handle(Event.DEADLINE_REACHED, clock.nanoTime(), effects);
    // README: end
    return List.of(driven, String.join("\n", effects.take()));
  }

  /** All that stands between such lines in a file, each without its common indentation. */
  private static List<String> blocks(Path file, String begin, String end) throws IOException {
    List<String> blocks = new ArrayList<>();
    List<String> rest = Files.readAllLines(file);
    for (int first = rest.indexOf(begin); first >= 0; first = rest.indexOf(begin)) {
      rest = rest.subList(first + 1, rest.size());
      int last = rest.indexOf(end);
      assertThat(last).as(end + " after " + begin + " in " + file).isPositive();
      blocks.add(String.join("\n", rest.subList(0, last)).stripIndent());
      rest = rest.subList(last, rest.size());
    }
    assertThat(blocks).as(begin + " in " + file).isNotEmpty();
    return blocks;
  }
}
