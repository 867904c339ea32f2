package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings that are explored.
 *
 * <p>Durations are a few ticks: the machine only compares them, so that not their lengths matter
 * but every order in which they can pass. {@link #manyOrders} has all orders of the three that can
 * be pending at once.
 */
final class Settings {

  private static final List<Cause> ENDINGS =
      List.of(
          Cause.of(CauseKind.LINK_LOST),
          Cause.of(CauseKind.DNS_FAILURE),
          Cause.of(CauseKind.PROXY_FAILURE),
          Cause.closedByGateway(1000, "done"),
          Cause.closedByGateway(1008, "go away"),
          Cause.closedByGateway(1001, ""),
          Cause.closedByGateway(1012, ""),
          Cause.closedByGateway(1013, ""),
          Cause.handshakeRejected(503, "", Optional.of(ticks(2))),
          Cause.handshakeRejected(429, "", Optional.of(Duration.ofHours(1))),
          Cause.handshakeRejected(401, "", Optional.empty()));

  private static final List<Cause> SURRENDERS =
      List.of(
          Cause.of(CauseKind.LOGIN_REJECTED),
          Cause.protocolViolation(1002, "nonsense"),
          Cause.closedByGateway(1000, "said so in a message"));

  private static final VerdictTable EVERY_VERDICT =
      VerdictTable.defaults()
          .with(new CauseKey(CauseKind.DNS_FAILURE, 0), Verdict.NOW, "to have one of each")
          .with(new CauseKey(CauseKind.PROXY_FAILURE, 0), Verdict.SLOW, "to have one of each");

  private Settings() {}

  /** One for each thing that can be switched on or off. */
  static List<Setting> usual() {
    return List.of(
        setting("no login", plain()),
        setting("login", plain().loginRequired(true)),
        setting("no heartbeat", plain().heartbeat(heartbeat(false, 2, 2))),
        setting("login, no heartbeat", silent()),
        setting("lifetime", plain().maxLifetime(lifetime())),
        setting("login, lifetime", plain().loginRequired(true).maxLifetime(lifetime())),
        setting("lifetime, no heartbeat", silent().maxLifetime(lifetime())),
        setting("no reconnects", plain().maxReconnects(OptionalInt.of(0))),
        setting("two reconnects", plain().maxReconnects(OptionalInt.of(2))),
        setting(
            "login, lifetime, two reconnects",
            plain().loginRequired(true).maxLifetime(lifetime()).maxReconnects(OptionalInt.of(2))),
        setting("stable at once", plain().stableAfter(ticks(0))),
        setting("long timeouts", plain().heartbeat(heartbeat(true, 1, 4)).stableAfter(ticks(6))));
  }

  /** The usual ones, every jitter, and every order of the deadlines of an open link. */
  static List<Setting> thorough() {
    List<Setting> all = new ArrayList<>(usual());
    for (Jitter jitter : Jitter.values()) {
      Backoff backoff = new Backoff(jitter, ticks(1), ticks(20));
      all.add(setting(jitter.id() + " jitter", plain().loginRequired(true).backoff(backoff)));
    }
    all.addAll(manyOrders());
    return all;
  }

  /** Stable-after, interval and timeout, each shorter than, equal to and longer than the others. */
  static List<Setting> manyOrders() {
    List<Setting> all = new ArrayList<>();
    for (int stable = 0; stable <= 7; stable += stable < 3 ? 1 : 2) {
      for (int interval = 1; interval <= 5; interval++) {
        for (int timeout = 2; timeout <= 6; timeout += 2) {
          all.add(
              setting(
                  String.format("stable %d, interval %d, timeout %d", stable, interval, timeout),
                  plain()
                      .maxLifetime(lifetime())
                      .stableAfter(ticks(stable))
                      .heartbeat(heartbeat(true, interval, timeout))));
        }
      }
    }
    return all;
  }

  static Setting setting(String name, ConnectionPolicy.Builder policy) {
    return new Setting(name, policy.build(), ENDINGS, SURRENDERS);
  }

  static ConnectionPolicy.Builder plain() {
    return ConnectionPolicy.builder()
        .connectTimeout(ticks(2))
        .loginTimeout(ticks(2))
        .heartbeat(heartbeat(true, 2, 2))
        .stableAfter(ticks(1))
        .backoff(new Backoff(Jitter.DECORRELATED, ticks(1), ticks(3)))
        .closeTimeout(ticks(2))
        .slowRetry(ticks(5))
        .verdicts(EVERY_VERDICT);
  }

  private static ConnectionPolicy.Builder silent() {
    return plain().loginRequired(true).heartbeat(heartbeat(false, 2, 2));
  }

  static Duration ticks(long count) {
    return Duration.ofNanos(count * Clocks.TICK);
  }

  private static HeartbeatPolicy heartbeat(boolean enabled, int interval, int timeout) {
    return new HeartbeatPolicy(enabled, ticks(interval), ticks(timeout));
  }

  /** Any will do: {@link Clocks} forgets how long it is. */
  private static Optional<Duration> lifetime() {
    return Optional.of(Duration.ofMinutes(1));
  }
}
