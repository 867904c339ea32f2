package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about the state machine says what the machine does. */
final class StateMachinePageTest {

  private static final Path PAGE = Path.of("docs", "state-machine.md");

  @Test
  void pageIsWhatTheTablesPrint() throws IOException {
    String printed = StateMachinePage.print();
    if (Boolean.getBoolean("holdfast.rewrite")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, printed);
    }
    assertThat(PAGE)
        .as("the page differs from the code; to print it anew: " + StateMachinePage.REWRITE)
        .hasContent(printed);
  }
}
