package dev.holdfast.adapter.credentials;

import java.time.Duration;
import java.util.Optional;

/** There is no token to be had now. The message says why, not from whom. */
final class TokenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;

  /**
   * A failure.
   *
   * @param message in plain words; may repeat what somebody else printed, so it is masked and cut
   *     before anybody sees it
   */
  TokenException(String message) {
    this(message, Optional.empty());
  }

  /**
   * A failure of somebody who wants to be left alone for a while.
   *
   * @param retryAfter for how long, as they said it; not yet bounded
   */
  TokenException(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long to stay away. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** What went wrong. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
