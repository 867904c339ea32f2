package dev.holdfast.application.service;

import java.time.Duration;
import java.util.Optional;

/**
 * When the login of an open link is to be renewed, because its credentials expire. Loop thread
 * only.
 */
final class LoginRenewal implements Timed {

  /** An issuer of tokens that live for a moment is not asked without end. */
  static final Duration LEAST = Duration.ofSeconds(10);

  private Optional<AttemptLink> link = Optional.empty();
  private long dueNanos;

  /**
   * The login of a link is to be renewed.
   *
   * @param in how long from now; sooner than {@link #LEAST} is not possible
   */
  void plan(AttemptLink of, Duration in, long nowNanos) {
    link = Optional.of(of);
    dueNanos = nowNanos + (in.compareTo(LEAST) < 0 ? LEAST : in).toNanos();
  }

  /** A link is over; if it is another one by now, nothing changes. */
  void linkOver(AttemptLink which) {
    link = link.filter(planned -> planned != which);
  }

  @Override
  public long nanosUntilDue(long now) {
    return link.isPresent() ? dueNanos - now : NEVER;
  }

  @Override
  public void timePassed(long now) {
    if (link.isPresent() && now - dueNanos >= 0) {
      AttemptLink due = link.get();
      link = Optional.empty();
      due.renewLogin();
    }
  }
}
