package dev.holdfast.bootstrap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.connection.StopReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The contract with whoever started the process. */
class ExitCodeTest {

  @Test
  void everyReasonToStopHasItsStatus() {
    assertThat(status(StopReason.AS_ASKED)).isZero();
    assertThat(status(StopReason.CLOSED_NORMALLY)).isZero();
    assertThat(status(StopReason.FORCED)).isEqualTo(1);
    assertThat(status(StopReason.REJECTED)).isEqualTo(3);
    assertThat(status(StopReason.ATTEMPTS_USED_UP)).isEqualTo(4);
  }

  @Test
  void statusesAreDistinct() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::status))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130);
  }

  private static int status(StopReason reason) {
    return ExitCode.of(reason).status();
  }
}
