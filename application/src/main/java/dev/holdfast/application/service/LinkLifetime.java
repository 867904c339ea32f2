package dev.holdfast.application.service;

import dev.holdfast.application.port.out.Credentials;
import java.time.Duration;
import java.util.Optional;

/**
 * How long one link is to live: until its credentials expire, or until another address is to be
 * tried again. Loop thread only.
 */
final class LinkLifetime {

  private final Optional<Duration> returnIn;

  /** Whether, and when, the credentials expire. */
  private Optional<Duration> expiry = Optional.empty();

  private long expiryNanos;

  /**
   * Without credentials yet.
   *
   * @param returnIn how long after its opening a link is replaced to get to another address
   */
  LinkLifetime(Optional<Duration> returnIn) {
    this.returnIn = returnIn;
  }

  /** It is opened with these. */
  void openedWith(Credentials credentials, long nowNanos) {
    expiry = credentials.renewIn();
    expiryNanos = nowNanos + expiry.orElse(Duration.ZERO).toNanos();
  }

  /** How long until the credentials expire; empty if they do not. */
  Optional<Duration> untilExpiry(long nowNanos) {
    return expiry.map(unused -> Duration.ofNanos(expiryNanos - nowNanos));
  }

  /**
   * How long it may live; whatever is sooner holds.
   *
   * @param rotates whether a link is replaced before its credentials expire
   * @param stableAfter a link that would not even last that long is not replaced for its
   *     credentials
   * @return empty for as long as it lasts
   */
  Optional<Duration> replaceWithin(boolean rotates, Duration stableAfter, long nowNanos) {
    Duration least = stableAfter.plusSeconds(1);
    Optional<Duration> lapse =
        untilExpiry(nowNanos).filter(time -> rotates && time.compareTo(least) >= 0);
    Optional<Duration> visit = returnIn.map(time -> time.compareTo(least) < 0 ? least : time);
    return lapse.isPresent() && visit.isPresent() && lapse.get().compareTo(visit.get()) < 0
        ? lapse
        : visit.or(() -> lapse);
  }
}
