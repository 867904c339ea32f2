package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The defaults of a policy, and the values that it refuses, by name. */
final class ConnectionPolicyTest {

  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void defaultsAreThoseOfTheDesign() {
    ConnectionPolicy policy = ConnectionPolicy.defaults();
    assertThat(policy)
        .isEqualTo(
            new ConnectionPolicy(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                false,
                HeartbeatPolicy.defaults(),
                Duration.ofSeconds(10),
                Backoff.defaults(),
                Duration.ofSeconds(2),
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofMinutes(5),
                VerdictTable.defaults()));
    assertThat(ConnectionPolicy.RETRY_AFTER_MAX).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void builderKeepsWhatItIsGiven() {
    HeartbeatPolicy heartbeat =
        new HeartbeatPolicy(true, Duration.ofSeconds(3), Duration.ofSeconds(4));
    Backoff backoff = new Backoff(Jitter.FULL, Duration.ofSeconds(5), Duration.ofSeconds(6));
    VerdictTable verdicts =
        VerdictTable.defaults()
            .with(CauseKey.parse("1000").orElseThrow(), Verdict.BACKOFF, "To see it.");
    ConnectionPolicy policy =
        ConnectionPolicy.builder()
            .connectTimeout(Duration.ofSeconds(1))
            .loginTimeout(Duration.ofSeconds(2))
            .loginRequired(true)
            .heartbeat(heartbeat)
            .stableAfter(Duration.ofSeconds(7))
            .backoff(backoff)
            .closeTimeout(Duration.ofSeconds(8))
            .maxLifetime(Optional.of(Duration.ofSeconds(9)))
            .maxReconnects(OptionalInt.of(10))
            .slowRetry(Duration.ofSeconds(11))
            .verdicts(verdicts)
            .build();
    assertThat(policy)
        .isEqualTo(
            new ConnectionPolicy(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                true,
                heartbeat,
                Duration.ofSeconds(7),
                backoff,
                Duration.ofSeconds(8),
                Optional.of(Duration.ofSeconds(9)),
                OptionalInt.of(10),
                Duration.ofSeconds(11),
                verdicts));
    assertThat(policy.toBuilder().build()).isEqualTo(policy);
  }

  static Stream<Arguments> timeouts() {
    return Stream.of(
        timeout("connectTimeout", ConnectionPolicy.Builder::connectTimeout),
        timeout("loginTimeout", ConnectionPolicy.Builder::loginTimeout),
        timeout("closeTimeout", ConnectionPolicy.Builder::closeTimeout),
        timeout("slowRetry", ConnectionPolicy.Builder::slowRetry));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("timeouts")
  void timeoutsAreAboveZeroAndAtMostAYear(
      String name,
      BiFunction<ConnectionPolicy.Builder, Duration, ConnectionPolicy.Builder> setter) {
    assertRejected(
        setter.apply(ConnectionPolicy.builder(), Duration.ZERO),
        name + " must be above zero but was PT0S");
    assertRejected(
        setter.apply(ConnectionPolicy.builder(), Duration.ofMillis(-1)),
        name + " must be above zero but was PT-0.001S");
    assertRejected(
        setter.apply(ConnectionPolicy.builder(), YEAR.plusSeconds(1)),
        name + " must be at most PT8760H but was PT8760H1S");
    assertThat(setter.apply(ConnectionPolicy.builder(), YEAR).build()).isNotNull();
    assertThat(setter.apply(ConnectionPolicy.builder(), Duration.ofNanos(1)).build()).isNotNull();
  }

  @Test
  void stableAfterMayBeZeroButNotNegative() {
    assertRejected(
        ConnectionPolicy.builder().stableAfter(Duration.ofSeconds(-1)),
        "stableAfter must not be negative but was PT-1S");
    assertRejected(
        ConnectionPolicy.builder().stableAfter(YEAR.plusSeconds(1)),
        "stableAfter must be at most PT8760H but was PT8760H1S");
    assertThat(ConnectionPolicy.builder().stableAfter(Duration.ZERO).build().stableAfter())
        .isZero();
  }

  @Test
  void lifetimeIsLongerThanTheTimeToBecomeStable() {
    assertRejected(
        ConnectionPolicy.builder().maxLifetime(Optional.of(Duration.ofMillis(10_999))),
        "maxLifetime must exceed stableAfter (PT10S) by 1 s but was PT10.999S");
    assertRejected(
        ConnectionPolicy.builder().maxLifetime(Optional.of(YEAR.plusSeconds(1))),
        "maxLifetime must be at most PT8760H but was PT8760H1S");
    Optional<Duration> least = Optional.of(Duration.ofSeconds(11));
    assertThat(ConnectionPolicy.builder().maxLifetime(least).build().maxLifetime())
        .isEqualTo(least);
  }

  @Test
  void reconnectsAreNotNegative() {
    assertRejected(
        ConnectionPolicy.builder().maxReconnects(OptionalInt.of(-1)),
        "maxReconnects must not be negative but was -1");
    assertThat(ConnectionPolicy.builder().maxReconnects(OptionalInt.of(0)).build().maxReconnects())
        .hasValue(0);
  }

  @Test
  void longestValuesOfAllDoNotOverflow() {
    DrivenMachine link = new DrivenMachine();
    link.use(
        ConnectionPolicy.builder()
            .connectTimeout(YEAR)
            .heartbeat(new HeartbeatPolicy(true, YEAR, YEAR))
            .stableAfter(YEAR)
            .build(),
        Long.MAX_VALUE);
    link.connectAndOpen();
    link.nothingUntil(YEAR);
    link.expect("heartbeat 1");
    link.nothingUntil(YEAR.plus(YEAR));
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (heartbeat-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (heartbeat-timeout) retry in 1500 ms, failure 1");
  }

  private static Arguments timeout(
      String name,
      BiFunction<ConnectionPolicy.Builder, Duration, ConnectionPolicy.Builder> setter) {
    return Arguments.of(name, setter);
  }

  private static void assertRejected(ConnectionPolicy.Builder builder, String message) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
