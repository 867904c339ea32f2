package dev.holdfast.bootstrap.config;

import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.time.DurationText;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import dev.holdfast.domain.verdict.VerdictText;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads how the connection is to behave. */
final class PolicyReader {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);

  private final SettingReader reader;

  PolicyReader(SettingReader reader) {
    this.reader = reader;
  }

  /** How heartbeats are sent, if the user says so. */
  Optional<HeartbeatMode> heartbeatMode() {
    Optional<HeartbeatMode> mode =
        reader.choice(
            Setting.HEARTBEAT_MODE,
            Arrays.stream(HeartbeatMode.values()).map(HeartbeatMode::id).toList(),
            HeartbeatMode::byId);
    if (mode.isEmpty()) {
      reader.show(Setting.HEARTBEAT_MODE, "by protocol");
    }
    return mode;
  }

  /**
   * The policy, without a login.
   *
   * @param shutdownTimeout how long a close may take
   * @param usual the verdicts where the configuration says nothing
   */
  ConnectionPolicy policy(
      Optional<HeartbeatMode> heartbeatMode, Duration shutdownTimeout, VerdictTable usual) {
    Duration stableAfter =
        reader.duration(Setting.RECONNECT_STABLE_AFTER, DurationRange.fromZero(DAY));
    return ConnectionPolicy.builder()
        .connectTimeout(reader.duration(Setting.CONNECTION_TIMEOUT, DurationRange.aboveZero(HOUR)))
        .loginTimeout(reader.duration(Setting.LOGIN_TIMEOUT, DurationRange.aboveZero(HOUR)))
        .heartbeat(heartbeat(heartbeatMode))
        .stableAfter(stableAfter)
        .backoff(backoff())
        .closeTimeout(shutdownTimeout)
        .maxLifetime(maxLifetime(stableAfter))
        .maxReconnects(reader.countOrNone(Setting.RECONNECT_MAX_ATTEMPTS))
        .verdicts(verdicts(usual))
        .build();
  }

  private HeartbeatPolicy heartbeat(Optional<HeartbeatMode> mode) {
    Duration interval = reader.duration(Setting.HEARTBEAT_INTERVAL, DurationRange.aboveZero(DAY));
    Duration timeout = reader.duration(Setting.HEARTBEAT_TIMEOUT, DurationRange.aboveZero(HOUR));
    if (timeout.compareTo(interval) > 0) {
      reader.warn(
          "HEARTBEAT_TIMEOUT ("
              + DurationText.format(timeout)
              + ") is longer than HEARTBEAT_INTERVAL ("
              + DurationText.format(interval)
              + "): a dead gateway is noticed only after "
              + DurationText.format(interval.plus(timeout)));
    }
    boolean enabled = mode.filter(given -> given == HeartbeatMode.NONE).isEmpty();
    return new HeartbeatPolicy(enabled, interval, timeout);
  }

  private Backoff backoff() {
    Jitter jitter =
        reader
            .choice(
                Setting.RECONNECT_JITTER,
                Arrays.stream(Jitter.values()).map(Jitter::id).toList(),
                Jitter::byId)
            .orElse(Jitter.DECORRELATED);
    DurationRange range = DurationRange.aboveZero(DAY);
    Duration base = reader.duration(Setting.RECONNECT_INITIAL_DELAY, range);
    Duration cap = reader.duration(Setting.RECONNECT_MAX_DELAY, range);
    if (cap.compareTo(base) >= 0) {
      return new Backoff(jitter, base, cap);
    }
    outOfOrder(base, cap);
    return new Backoff(jitter, base, base);
  }

  /** Blames what the user wrote: the default cannot be wrong. */
  private void outOfOrder(Duration base, Duration cap) {
    Optional<Found> most = reader.find(Setting.RECONNECT_MAX_DELAY);
    Optional<Found> initial = reader.find(Setting.RECONNECT_INITIAL_DELAY);
    most.filter(found -> !found.byDefault())
        .ifPresentOrElse(
            found -> reader.wrong(found, "at least " + other(initial, base)),
            () ->
                initial.ifPresent(
                    found ->
                        reader.wrong(
                            found, "at most " + other(most, cap) + "; set that too if need be")));
  }

  private static String other(Optional<Found> found, Duration value) {
    return found
        .map(
            some ->
                some.key()
                    + ", which is "
                    + DurationText.format(value)
                    + " ("
                    + some.source()
                    + ")")
        .orElseThrow();
  }

  private Optional<Duration> maxLifetime(Duration stableAfter) {
    Optional<Duration> lifetime =
        reader.durationOrOff(Setting.CONNECTION_MAX_LIFETIME, DurationRange.aboveZero(YEAR));
    Duration least = stableAfter.plusSeconds(1);
    Optional<Found> found = reader.find(Setting.CONNECTION_MAX_LIFETIME);
    if (lifetime.isPresent() && found.isPresent() && lifetime.get().compareTo(least) < 0) {
      reader.wrong(
          found.get(),
          "at least 1s more than RECONNECT_STABLE_AFTER, which is "
              + DurationText.format(stableAfter)
              + " ("
              + reader.whereFrom(Setting.RECONNECT_STABLE_AFTER)
              + "), or off");
      return Optional.empty();
    }
    return lifetime;
  }

  private VerdictTable verdicts(VerdictTable usual) {
    VerdictTable table = usual;
    Map<CauseKey, String> seen = new HashMap<>();
    for (Map.Entry<String, Written> row : reader.places().verdicts().entrySet()) {
      String key = "reconnect.verdicts." + row.getKey();
      String source = reader.places().yamlAt(row.getValue().line());
      Optional<CauseKey> cause = VerdictText.cause(row.getKey());
      Optional<Verdict> verdict = VerdictText.verdict(row.getValue().text());
      if (cause.isEmpty()) {
        reader.problem(ConfigProblem.about(key, source, VerdictText.CAUSE_EXPECTED));
      } else if (cause.get().alwaysStops()) {
        reader.problem(
            ConfigProblem.about(
                key, source, "always stops: what the user ended does not come back by itself"));
      } else if (seen.putIfAbsent(cause.get(), row.getKey()) != null) {
        reader.problem(
            ConfigProblem.about(key, source, "means the same as " + seen.get(cause.get())));
      } else if (verdict.isEmpty()) {
        String shown = Masking.shorten(row.getValue().text());
        reader.problem(
            new ConfigProblem(key, shown, "expected " + VerdictText.VERDICT_EXPECTED, source));
      } else {
        table = table.with(cause.get(), verdict.get(), "Set by the configuration: " + source + ".");
        reader.showEntry(key, VerdictText.format(verdict.get()), source);
      }
    }
    return table;
  }
}
