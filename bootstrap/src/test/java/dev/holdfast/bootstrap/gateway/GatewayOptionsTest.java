package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GatewayOptionsTest {

  private static final GatewayOptions DEFAULTS = GatewayOptions.defaults();
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theDefaultsStayOnThisMachineAndBehave() {
    assertThat(DEFAULTS.host()).isEqualTo("127.0.0.1");
    assertThat(DEFAULTS.port()).isZero();
    assertThat(DEFAULTS.sensors()).isEqualTo(3);
    assertThat(DEFAULTS.readingInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(DEFAULTS.faults()).isEmpty();
    assertThat(DEFAULTS.protocol()).isEqualTo(GatewayProtocol.JSON);
  }

  @Test
  void edgesAreAllowedAndWhatLiesBeyondIsNot() {
    assertThat(DEFAULTS.withAddress("localhost", 65_535).port()).isEqualTo(65_535);
    assertRefused(() -> DEFAULTS.withAddress("localhost", 65_536), "65536");
    assertRefused(() -> DEFAULTS.withAddress("localhost", -1), "-1");
    assertRefused(() -> DEFAULTS.withAddress(" ", 1), "host");

    assertThat(DEFAULTS.withReadings(100, Duration.ofMillis(1)).sensors()).isEqualTo(100);
    assertThat(DEFAULTS.withReadings(1, Duration.ofHours(1)).sensors()).isEqualTo(1);
    assertThat(DEFAULTS.withReadings(0, SECOND).sensors()).isZero();
    assertRefused(() -> DEFAULTS.withReadings(-1, SECOND), "-1");
    assertRefused(() -> DEFAULTS.withReadings(101, SECOND), "101");
    assertRefused(() -> DEFAULTS.withReadings(1, Duration.ofNanos(999_999)), "PT0.000999999S");
    assertRefused(() -> DEFAULTS.withReadings(1, Duration.ofHours(1).plusNanos(1)), "PT1H");
  }

  @Test
  void timingsAreChecked() {
    Duration longest = FaultTimings.LONGEST;
    assertThat(new FaultTimings(longest, longest, longest).freezeLimit()).isEqualTo(longest);
    assertRefused(() -> new FaultTimings(Duration.ZERO, SECOND, SECOND), "restartDowntime");
    assertRefused(() -> new FaultTimings(SECOND, Duration.ofSeconds(-1), SECOND), "retryAfter");
    assertRefused(() -> new FaultTimings(SECOND, SECOND, longest.plusNanos(1)), "freezeLimit");
  }

  @Test
  void retryAfterIsRoundedUpToSeconds() {
    assertThat(retryAfterSeconds(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(retryAfterSeconds(SECOND)).isEqualTo(1);
    assertThat(retryAfterSeconds(Duration.ofMillis(1001))).isEqualTo(2);
  }

  private static long retryAfterSeconds(Duration retryAfter) {
    return new FaultTimings(SECOND, retryAfter, SECOND).retryAfterSeconds();
  }

  private static void assertRefused(ThrowingCallable call, String named) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
