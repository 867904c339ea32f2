package dev.holdfast.domain.connection;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything a connection machine is told about how to behave. Immutable; shared by any number of
 * machines. No duration may exceed a year.
 *
 * @param connectTimeout from dial to handshake done, name resolution, TCP, proxy and TLS included
 * @param loginTimeout from handshake done to login accepted; used only with a login
 * @param loginRequired whether the session protocol has a login, so that CONNECTED is not yet up
 * @param heartbeat when to ask a silent gateway for life
 * @param stableAfter how long the connection must be up before the backoff starts over
 * @param backoff the delays between attempts
 * @param closeTimeout how long to wait for the gateway's close frame
 * @param maxLifetime when to replace a connection; drawn anew for each within the last tenth
 *     before, so that a fleet does not rotate in step; empty for never
 * @param maxReconnects how many attempts may follow a failure before giving up; empty for no limit
 * @param slowRetry the delay while credentials that once worked are rejected
 * @param verdicts what to do after which cause
 */
public record ConnectionPolicy(
    Duration connectTimeout,
    Duration loginTimeout,
    boolean loginRequired,
    HeartbeatPolicy heartbeat,
    Duration stableAfter,
    BackoffPolicy backoff,
    Duration closeTimeout,
    Optional<Duration> maxLifetime,
    OptionalInt maxReconnects,
    Duration slowRetry,
    VerdictTable verdicts) {

  /** The longest Retry-After that is honoured in full. */
  public static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(10);

  private static final Duration LONGEST = Duration.ofDays(365);

  /** Checks the ranges. */
  public ConnectionPolicy {
    requireInRange("connectTimeout", connectTimeout);
    requireInRange("loginTimeout", loginTimeout);
    Objects.requireNonNull(heartbeat, "heartbeat");
    if (stableAfter.isNegative()) {
      throw new IllegalArgumentException("stableAfter must not be negative but was " + stableAfter);
    }
    requireAtMostLongest("stableAfter", stableAfter);
    Objects.requireNonNull(backoff, "backoff");
    requireInRange("closeTimeout", closeTimeout);
    if (maxLifetime.isPresent() && maxLifetime.get().compareTo(stableAfter.plusSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "maxLifetime must exceed stableAfter ("
              + stableAfter
              + ") by 1 s but was "
              + maxLifetime.get());
    }
    maxLifetime.ifPresent(value -> requireAtMostLongest("maxLifetime", value));
    if (maxReconnects.isPresent() && maxReconnects.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "maxReconnects must not be negative but was " + maxReconnects.getAsInt());
    }
    requireInRange("slowRetry", slowRetry);
    Objects.requireNonNull(verdicts, "verdicts");
  }

  /** The defaults of a session protocol without a login. */
  public static ConnectionPolicy defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from this policy. */
  public Builder toBuilder() {
    return builder()
        .connectTimeout(connectTimeout)
        .loginTimeout(loginTimeout)
        .loginRequired(loginRequired)
        .heartbeat(heartbeat)
        .stableAfter(stableAfter)
        .backoff(backoff)
        .closeTimeout(closeTimeout)
        .maxLifetime(maxLifetime)
        .maxReconnects(maxReconnects)
        .slowRetry(slowRetry)
        .verdicts(verdicts);
  }

  private static void requireInRange(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero but was " + value);
    }
    requireAtMostLongest(name, value);
  }

  private static void requireAtMostLongest(String name, Duration value) {
    if (value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be at most " + LONGEST + " but was " + value);
    }
  }

  /** Collects what differs from the defaults. Not thread-safe. */
  public static final class Builder {

    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration loginTimeout = Duration.ofSeconds(10);
    private boolean loginRequired;
    private HeartbeatPolicy heartbeat = HeartbeatPolicy.defaults();
    private Duration stableAfter = Duration.ofSeconds(10);
    private BackoffPolicy backoff = Backoff.defaults();
    private Duration closeTimeout = Duration.ofSeconds(2);
    private Optional<Duration> maxLifetime = Optional.empty();
    private OptionalInt maxReconnects = OptionalInt.empty();
    private Duration slowRetry = Duration.ofMinutes(5);
    private VerdictTable verdicts = VerdictTable.defaults();

    private Builder() {}

    /** From dial to handshake done; default 10 s. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    /** From handshake done to login accepted; default 10 s. */
    public Builder loginTimeout(Duration value) {
      loginTimeout = value;
      return this;
    }

    /** Whether the session protocol has a login; default no. */
    public Builder loginRequired(boolean value) {
      loginRequired = value;
      return this;
    }

    /** When to ask a silent gateway for life; default {@link HeartbeatPolicy#defaults()}. */
    public Builder heartbeat(HeartbeatPolicy value) {
      heartbeat = value;
      return this;
    }

    /** How long up until the backoff starts over; default 10 s. */
    public Builder stableAfter(Duration value) {
      stableAfter = value;
      return this;
    }

    /** The delays between attempts; default {@link Backoff#defaults()}. */
    public Builder backoff(BackoffPolicy value) {
      backoff = value;
      return this;
    }

    /** How long to wait for the gateway's close frame; default 2 s. */
    public Builder closeTimeout(Duration value) {
      closeTimeout = value;
      return this;
    }

    /** When to replace a connection; default never. */
    public Builder maxLifetime(Optional<Duration> value) {
      maxLifetime = value;
      return this;
    }

    /** How many attempts may follow a failure; default no limit. */
    public Builder maxReconnects(OptionalInt value) {
      maxReconnects = value;
      return this;
    }

    /** The delay while credentials that once worked are rejected; default 5 min. */
    public Builder slowRetry(Duration value) {
      slowRetry = value;
      return this;
    }

    /** What to do after which cause; default {@link VerdictTable#defaults()}. */
    public Builder verdicts(VerdictTable value) {
      verdicts = value;
      return this;
    }

    /**
     * The policy.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public ConnectionPolicy build() {
      return new ConnectionPolicy(
          connectTimeout,
          loginTimeout,
          loginRequired,
          heartbeat,
          stableAfter,
          backoff,
          closeTimeout,
          maxLifetime,
          maxReconnects,
          slowRetry,
          verdicts);
    }
  }
}
