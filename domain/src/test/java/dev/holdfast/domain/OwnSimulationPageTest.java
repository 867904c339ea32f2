package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.example.Village;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about simulations of one's own shows code that compiles, and what it prints. */
final class OwnSimulationPageTest {

  private static final Path PAGE = Path.of("docs/your-own-simulation.md");
  private static final Path SOURCES = Path.of("src/test/java/dev/holdfast/domain");

  @Test
  void pageShowsTheCode() throws IOException {
    List<String> shown = Blocks.in(PAGE, "```java", "```");
    assertThat(shown)
        .containsExactly(
            source("example/Device.java"),
            source("example/Village.java"),
            source("OwnSimulationPageTest.java"));
  }

  @Test
  void itPrintsWhatThePageSays() throws IOException {
    // PAGE: begin
    String ours = new Village().live(ConnectionPolicy.defaults(), 1_000);

    Backoff inStep = new Backoff(Jitter.FIXED, Duration.ofSeconds(5), Duration.ofSeconds(5));
    String fixed = new Village().live(ConnectionPolicy.builder().backoff(inStep).build(), 1_000);
    // PAGE: end
    assertThat(Blocks.in(PAGE, "```text", "```")).containsExactly(ours + "\n" + fixed);
  }

  private static String source(String file) throws IOException {
    List<String> blocks =
        Blocks.in(SOURCES.resolve(file), marker(file, "begin"), marker(file, "end"));
    assertThat(blocks).hasSize(1);
    return blocks.get(0);
  }

  private static String marker(String file, String which) {
    return (file.startsWith("example/") ? "" : "    ") + "// PAGE: " + which;
  }
}
