package dev.holdfast.adapter.simulation.preset;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Builds the policy of a peer. It starts from what most peers are: no heartbeat, no timeout of
 * their own for connecting, the backoff starts over at open, every cause means plain backoff. Not
 * thread-safe.
 */
final class Peer {

  /** How long Linux itself tries to open a TCP connection: six repeated SYNs. */
  static final Duration SYSTEM_CONNECT_TIMEOUT = Duration.ofSeconds(127);

  private final String name;
  private final String title;
  private final ConnectionPolicy.Builder policy;
  private VerdictTable verdicts = plainBackoff();
  private String notes = "";

  private Peer(String name, String title, BackoffPolicy backoff) {
    this.name = name;
    this.title = title;
    this.policy =
        ConnectionPolicy.builder()
            .backoff(backoff)
            .connectTimeout(SYSTEM_CONNECT_TIMEOUT)
            .heartbeat(HeartbeatPolicy.off())
            .stableAfter(Duration.ZERO);
  }

  static Peer named(String name, String title, BackoffPolicy backoff) {
    return new Peer(name, title, backoff);
  }

  /** How long an attempt may take. */
  Peer connectTimeout(double seconds) {
    policy.connectTimeout(ofSeconds(seconds));
    return this;
  }

  /**
   * How a dead gateway is noticed.
   *
   * @param interval seconds of silence until a sign of life is asked for
   * @param timeout seconds that are then waited
   */
  Peer heartbeat(double interval, double timeout) {
    policy.heartbeat(new HeartbeatPolicy(true, ofSeconds(interval), ofSeconds(timeout)));
    return this;
  }

  /** How long up until the backoff starts over. */
  Peer stableAfter(double seconds) {
    policy.stableAfter(ofSeconds(seconds));
    return this;
  }

  /** Gives up after so many attempts in a row. */
  Peer attempts(int most) {
    policy.maxReconnects(OptionalInt.of(most));
    return this;
  }

  /** Stays closed after a close code. */
  Peer stopsAt(int closeCode) {
    verdicts =
        verdicts.with(
            new CauseKey(CauseKind.CLOSED_BY_GATEWAY, closeCode),
            Verdict.STOP,
            title + " stays closed then.");
    return this;
  }

  /** Where the numbers come from, and what of the original is not said here. */
  Peer notes(String text) {
    notes = text;
    return this;
  }

  FleetPolicy build() {
    return new FleetPolicy(name, title, policy.verdicts(verdicts).build(), notes);
  }

  /** A table without a word about 1012, Retry-After or credentials: whatever it was, backoff. */
  private static VerdictTable plainBackoff() {
    VerdictTable table = VerdictTable.defaults();
    for (VerdictTable.Row row : table.rows()) {
      CauseKind kind = row.key().kind();
      if (kind != CauseKind.SHUTDOWN && kind != CauseKind.DISCONNECT_REQUESTED) {
        table = table.with(row.key(), Verdict.BACKOFF, "It makes no difference to this peer.");
      }
    }
    return table;
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
