package dev.holdfast.adapter.simulation.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies against the numbers that the peers document. */
class PresetsTest {

  private static final double ALMOST_ONE = Math.nextDown(1.0);

  @Test
  void namesAreUniqueAndFindTheirPolicy() {
    assertThat(new HashSet<>(Presets.names())).hasSameSizeAs(Presets.all());
    assertThat(Presets.all()).hasSizeGreaterThanOrEqualTo(29).startsWith(Presets.holdfast());
    for (FleetPolicy policy : Presets.all()) {
      assertThat(Presets.named(policy.name())).contains(policy);
      assertThat(policy.name()).matches("[a-z0-9.-]+");
      assertThat(policy.notes()).as(policy.name()).endsWith(".");
    }
    assertThat(Presets.named("nobody")).isEmpty();
  }

  @Test
  void oursIsWhatTheDaemonDoes() {
    assertThat(Presets.holdfast().policy()).isEqualTo(ConnectionPolicy.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reconnecting-websocket | 0   | 1 1.3 1.69 2.197 2.8561",
        "reconnecting-websocket | 0.5 | 3 3.9 5.07 6.591 8.5683 10 10",
        "reconnecting-websocket | 1   | 5 6.5 8.45 10 10",
        "partysocket            | 0   | 0 3 3.9 5.07 6.591 8.5683 10 10",
        "partysocket            | 1   | 0 3 3.9 5.07 6.591 8.5683 10 10",
        "socket.io              | 0   | 1 2 4 5 5 5",
        "socket.io              | 0.5 | 1.25 2.5 5 5 5",
        "socket.io              | 0.8 | 0.6 1.2 2.4 4.8 5 5",
        "socket.io              | 1   | 1.5 3 5 5",
        "centrifuge             | 0   | 0.5 0.5 0.5",
        "centrifuge             | 0.5 | 0.75 1 1.5 2.5 4.5 8.5 10.5 10.5",
        "centrifuge             | 1   | 1 1.5 2.5 4.5 8.5 16.5 20 20",
        "signalr                | 0.5 | 0 2 10 30",
        "ably                   | 0   | 0 15 20 25 30 30 30 30 30",
        "ably                   | 0.5 | 0 13.5 18 22.5 27 27 27 30 30",
        "ably                   | 1   | 0 12 16 20 24 24 24 30 30",
        "phoenix                | 0.5 | 0.01 0.05 0.1 0.15 0.2 0.25 0.5 1 2 5 5",
        "home-assistant         | 0.5 | 0 1 2 3 4 5 5",
        "tyrus                  | 0.5 | 5 5",
        "scarlet                | 0.5 | 1 2 4 8 10 10",
        "nats-java              | 0   | 0 2 2",
        "nats-java              | 0.5 | 0 2.05 2.05",
        "nats-java              | 1   | 0 2.1 2.1",
        "nats-java-tls          | 0.5 | 0 2.5 2.5",
        "nats-java-tls          | 1   | 0 3 3",
        "grpc-java              | 0   | 0.8 1.28 2.048",
        "grpc-java              | 0.5 | 1 1.6 2.56 4.096 6.5536 10.48576 16.777216 26.8435456"
            + " 42.94967296 68.719476736 109.9511627776 120 120",
        "grpc-java              | 1   | 1.2 1.92",
        "aws-crt                | 0   | 0 0 0",
        "aws-crt                | 0.5 | 0.5 1 2 4 8 16 32 64 120 120",
        "aws-crt                | 1   | 1 2 4 8 16 32 64 120 120",
        "aws-decorrelated       | 0   | 1 1 1",
        "aws-decorrelated       | 0.5 | 2 3.5 5.75 9.125",
        "aws-decorrelated       | 1   | 3 9 27 81 120 120",
        "azure-iot              | 0   | 0 0.18 0.34 0.66 1.3 2.58 5.14 10 10",
        "azure-iot              | 0.5 | 0 0.2 0.4 0.8 1.6 3.2 6.4 10 10",
        "azure-iot              | 1   | 0 0.22 0.46 0.94 1.9 3.82 7.66 10 10",
        "hivemq                 | 0   | 0.75 1.5 3 6 12 24 48 90 90",
        "hivemq                 | 0.5 | 1 2 4 8 16 32 64 120 120",
        "hivemq                 | 1   | 1.25 2.5 5 10 20 40 80 150 150",
        "paho                   | 0.5 | 1 2 4 8 16 32 64 128 128",
        "ocpp                   | 0   | 1 2 4 4 4",
        "ocpp                   | 0.5 | 2 5 11 11 11",
        "ocpp                   | 0.3 | 1 2 4 4 4",
        "ocpp                   | 1   | 3 8 18 18 18",
        "websocat               | 0.5 | 0.02 0.02",
        "autossh                | 0.5 | 0 0 0 0 0 2 8 18 32 50 72 98 128 162 200 242 288 338 392 450"
            + " 512 578 600 600",
        "vector                 | 0.5 | 0 0.5 1 2 4 8 16 32 60 60",
        "benthos                | 0   | 0.05 0.075 0.1125",
        "benthos                | 0.5 | 0.1 0.15 0.225 0.3375 0.50625 0.759375 1 1",
        "benthos                | 1   | 0.15 0.225",
        "jda                    | 0.5 | 0 2 4 8 16 32 64 128 256 512 900 900",
        "discord.js             | 0.5 | 0.5 0.5",
        "decorrelated-textbook  | 0.5 | 2 3.5 5.75",
        "decorrelated-textbook  | 1   | 3 9 27 60 60",
        "decorrelated-bounded   | 0   | 1 1",
        "decorrelated-bounded   | 0.5 | 2 3.5 5.75 9.125 14.1875 21.78125 30.5 30.5",
        "full-jitter            | 0.5 | 0.5 1 2 4 8 16 30 30",
        "holdfast               | 0.5 | 2 3.5 5.75 9.125 14.1875 15.5",
      })
  void theDelaysAreTheDocumentedOnes(String name, double random, String expected) {
    BackoffPolicy backoff = Presets.named(name).orElseThrow().policy().backoff();
    double drawn = random == 1 ? ALMOST_ONE : random;
    long previous = backoff.baseNanos();
    List<Double> seconds = Arrays.stream(expected.split(" ", -1)).map(Double::valueOf).toList();
    List<Double> found = new ArrayList<>();
    for (int failures = 1; failures <= seconds.size(); failures++) {
      previous = backoff.delayNanos(failures, previous, drawn);
      found.add(previous / 1e9);
    }
    for (int i = 0; i < seconds.size(); i++) {
      assertThat(found.get(i)).as("%s, in %s", name, found).isCloseTo(seconds.get(i), within(1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.holdfast.adapter.simulation.preset.Presets#all")
  void theContractOfABackoffIsKept(FleetPolicy policy) {
    BackoffPolicy backoff = policy.policy().backoff();
    assertThat(backoff.baseNanos()).isPositive();
    assertThat(backoff.capNanos()).isGreaterThanOrEqualTo(backoff.baseNanos());
    SplittableRandom random = new SplittableRandom(7);
    for (int story = 0; story < 200; story++) {
      long previous = backoff.baseNanos();
      for (int failures = 1; failures <= 60; failures++) {
        double drawn =
            switch (story) {
              case 0 -> 0;
              case 1 -> ALMOST_ONE;
              default -> random.nextDouble();
            };
        long delay = backoff.delayNanos(failures, previous, drawn);
        assertThat(delay).isBetween(0L, backoff.capNanos());
        assertThat(backoff.delayNanos(failures, previous, drawn)).isEqualTo(delay);
        previous = delay;
      }
    }
    long late = backoff.delayNanos(Integer.MAX_VALUE, backoff.capNanos(), ALMOST_ONE);
    assertThat(late).isBetween(0L, backoff.capNanos());
  }

  /** What a long outage makes of the jitter, where facts are known. */
  @ParameterizedTest
  @CsvSource({
    "socket.io, 1.0, 0.0",
    "reconnecting-websocket, 1.0, 0.0",
    "azure-iot, 1.0, 0.0",
    "scarlet, 1.0, 0.0",
    "vector, 1.0, 0.0",
    "aws-crt, 1.0, 0.0",
    "centrifuge, 0.025, 0.004",
    "decorrelated-textbook, 0.34, 0.02",
    "decorrelated-bounded, 0.0, 0.0",
    "full-jitter, 0.0, 0.0",
    "grpc-java, 0.0, 0.0",
    "hivemq, 0.0, 0.0",
    "nats-java, 0.0, 0.0",
    "holdfast, 0.0, 0.0",
  })
  void theShareAtTheCapInTheLongRun(String name, double share, double tolerance) {
    BackoffPolicy backoff = Presets.named(name).orElseThrow().policy().backoff();
    SplittableRandom random = new SplittableRandom(1);
    int atCap = 0;
    int delays = 0;
    for (int device = 0; device < 300; device++) {
      long previous = backoff.baseNanos();
      for (int failures = 1; failures <= 120; failures++) {
        previous = backoff.delayNanos(failures, previous, random.nextDouble());
        if (failures > 40) {
          delays++;
          atCap += previous == backoff.capNanos() ? 1 : 0;
        }
      }
    }
    assertThat((double) atCap / delays).isCloseTo(share, within(tolerance));
  }

  @Test
  void theFleetThatGivesUp() {
    assertThat(Presets.named("signalr").orElseThrow().policy().maxReconnects())
        .isEqualTo(OptionalInt.of(4));
    assertThat(Presets.named("nats-java").orElseThrow().policy().maxReconnects())
        .isEqualTo(OptionalInt.of(60));
    assertThat(Presets.named("nats-java-tls").orElseThrow().policy().maxReconnects())
        .isEqualTo(OptionalInt.of(60));
    assertThat(Presets.all())
        .filteredOn(policy -> policy.policy().maxReconnects().isPresent())
        .extracting(FleetPolicy::name)
        .containsExactly("signalr", "nats-java", "nats-java-tls");
  }

  @Test
  void peersKnowNoVerdictsExceptWhereTheyStop() {
    for (FleetPolicy peer : Presets.all()) {
      if (peer.equals(Presets.holdfast())) {
        continue;
      }
      for (String cause : List.of("1012", "1013", "1001", "1008", "http 503", "http 401")) {
        assertThat(verdict(peer, cause)).as(peer.name() + " " + cause).isEqualTo(Verdict.BACKOFF);
      }
      boolean stops = peer.name().equals("phoenix");
      assertThat(verdict(peer, "1000")).isEqualTo(stops ? Verdict.STOP : Verdict.BACKOFF);
      assertThat(peer.policy().verdicts().rowFor(new CauseKey(CauseKind.SHUTDOWN, 0)).verdict())
          .isEqualTo(Verdict.STOP);
    }
    assertThat(verdict(Presets.named("discord.js").orElseThrow(), "4004")).isEqualTo(Verdict.STOP);
    assertThat(verdict(Presets.named("jda").orElseThrow(), "4004")).isEqualTo(Verdict.STOP);
    assertThat(verdict(Presets.named("centrifuge").orElseThrow(), "1009")).isEqualTo(Verdict.STOP);
  }

  @Test
  void whoWaitsForAStableLinkBeforeItStartsOver() {
    assertThat(Presets.all())
        .filteredOn(policy -> !policy.policy().stableAfter().isZero())
        .extracting(FleetPolicy::name)
        .containsExactly(
            "holdfast",
            "reconnecting-websocket",
            "partysocket",
            "aws-crt",
            "aws-decorrelated",
            "autossh");
  }

  private static Verdict verdict(FleetPolicy policy, String cause) {
    return policy.policy().verdicts().rowFor(CauseKey.parse(cause).orElseThrow()).verdict();
  }
}
