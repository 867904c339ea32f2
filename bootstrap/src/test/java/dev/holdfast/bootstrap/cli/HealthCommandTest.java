package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.control.JsonTree;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is wrong is told in one line. */
class HealthCommandTest {

  @Test
  void whatMustNeverBeIsTold() throws IOException {
    JsonTree health =
        JsonTree.read(
            "{\"live\":false,\"violations\":[{\"words\":\"a loop hangs\"},"
                + "{\"words\":\"a deadline passed\"}],\"moreViolations\":0}");

    assertThat(HealthCommand.live(false, health))
        .isEqualTo("not live: a loop hangs; a deadline passed");
  }

  @Test
  void aDaemonThatIsNotLiveIsNotReady() throws IOException {
    JsonTree health =
        JsonTree.read("{\"ready\":false,\"live\":false,\"up\":3,\"total\":3,\"named\":[]}");

    assertThat(HealthCommand.ready(false, health)).isEqualTo("not ready, 3 of 3 up; not live");
  }
}
