package dev.holdfast.domain.cause;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One reason for a transition: what kind, and what the user needs to know about it.
 *
 * @param kind which of the stable causes
 * @param code the close code ({@link CauseKind#CLOSED_BY_GATEWAY}, {@link
 *     CauseKind#PROTOCOL_VIOLATION}) or the HTTP status ({@link CauseKind#HANDSHAKE_REJECTED}); 0
 *     for every other kind
 * @param detail what was seen, in plain words; may come from the peer, so it is cut to {@value
 *     #DETAIL_MAX} characters and holds no control characters; empty when there is nothing to add
 * @param retryAfter how long the gateway asked us to stay away, as it said it; not yet bounded
 */
public record Cause(CauseKind kind, int code, String detail, Optional<Duration> retryAfter) {

  /** The most characters of detail that are kept. */
  public static final int DETAIL_MAX = 200;

  /** Of each kind, in their order. Made once: a machine asks for one at almost every transition. */
  private static final Cause[] PLAIN =
      Arrays.stream(CauseKind.values())
          .map(kind -> new Cause(kind, 0, "", Optional.empty()))
          .toArray(Cause[]::new);

  /** Checks the ranges and cleans the detail. */
  public Cause {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(retryAfter, "retryAfter");
    if (code < 0 || code > 65_535) {
      throw new IllegalArgumentException("code must be between 0 and 65535 but was " + code);
    }
    if (retryAfter.isPresent() && retryAfter.get().isNegative()) {
      throw new IllegalArgumentException(
          "retryAfter must not be negative but was " + retryAfter.get());
    }
    detail = clean(detail);
  }

  /** A cause that its kind says everything about: one and the same object for each kind. */
  @SuppressWarnings("EnumOrdinal") // the index of an array that is made from the values
  public static Cause of(CauseKind kind) {
    return PLAIN[kind.ordinal()];
  }

  /** A cause with what was seen in plain words. */
  public static Cause of(CauseKind kind, String detail) {
    return new Cause(kind, 0, detail, Optional.empty());
  }

  /**
   * The gateway sent a close frame.
   *
   * @param closeCode its close code; {@link CloseCode#NO_STATUS} if the frame carried none
   * @param reason its reason text, possibly empty
   */
  public static Cause closedByGateway(int closeCode, String reason) {
    return new Cause(CauseKind.CLOSED_BY_GATEWAY, closeCode, reason, Optional.empty());
  }

  /**
   * The gateway answered the upgrade request with a status other than 101.
   *
   * @param status the HTTP status
   * @param detail status text or the first bytes of the body
   * @param retryAfter the parsed Retry-After header, if there was a valid one
   */
  public static Cause handshakeRejected(int status, String detail, Optional<Duration> retryAfter) {
    return new Cause(CauseKind.HANDSHAKE_REJECTED, status, detail, retryAfter);
  }

  /**
   * The gateway asks us to log in later.
   *
   * @param detail why, in its words
   * @param retryAfter how long it wants to be left alone
   */
  public static Cause loginDeferred(String detail, Duration retryAfter) {
    return new Cause(CauseKind.LOGIN_DEFERRED, 0, detail, Optional.of(retryAfter));
  }

  /**
   * The gateway broke the protocol and we failed the connection (RFC 6455 7.1.7).
   *
   * @param closeCode the close code that we sent
   * @param detail which rule was broken
   */
  public static Cause protocolViolation(int closeCode, String detail) {
    return new Cause(CauseKind.PROTOCOL_VIOLATION, closeCode, detail, Optional.empty());
  }

  /** Who brought it about. */
  public Initiator initiator() {
    return kind.initiator();
  }

  /** The cause in a few plain words, with its code if it has one. */
  public String headline() {
    if (code == 0) {
      return kind.words();
    }
    return kind == CauseKind.HANDSHAKE_REJECTED
        ? kind.words() + ": HTTP " + code
        : kind.words() + ": " + code + " " + CloseCode.meaning(code);
  }

  private static String clean(String raw) {
    StringBuilder kept = new StringBuilder(Math.min(raw.length(), DETAIL_MAX));
    for (int i = 0; i < raw.length() && kept.length() < DETAIL_MAX; i++) {
      char c = raw.charAt(i);
      kept.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    int last = kept.length() - 1;
    // Half of a surrogate pair would not survive being written as UTF-8.
    if (last >= 0 && Character.isHighSurrogate(kept.charAt(last))) {
      kept.setLength(last);
    }
    return kept.toString().strip();
  }
}
