package dev.holdfast.domain.verdict;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The name of a row of the verdict table: a cause, narrowed to one close code or HTTP status or
 * not.
 *
 * @param kind the cause
 * @param code close code or HTTP status; 0 for all of them
 */
public record CauseKey(CauseKind kind, int code) {

  /** Checks that the cause ends something. */
  public CauseKey {
    Objects.requireNonNull(kind, "kind");
    if (!kind.ending()) {
      throw new IllegalArgumentException(kind.id() + " ends nothing, so it has no verdict");
    }
  }

  /** The narrowest key of a cause. */
  public static CauseKey of(Cause cause) {
    return new CauseKey(cause.kind(), cause.code());
  }

  /**
   * Whether no verdict but to stop is possible: what the user ended does not come back by itself.
   */
  public boolean alwaysStops() {
    return kind == CauseKind.SHUTDOWN || kind == CauseKind.DISCONNECT_REQUESTED;
  }

  /** The same cause with any code. */
  public CauseKey anyCode() {
    return new CauseKey(kind, 0);
  }

  /**
   * Reads a key as people write it: {@code 1012}, {@code http 503}, {@code heartbeat-timeout},
   * {@code protocol-violation 1007}.
   *
   * <p>1006 and 1015 never travel in a close frame (RFC 6455 7.4.1), so they stand for what they
   * mean: {@code link-lost} and {@code tls-failure}.
   *
   * @param text a close code, {@code http} and a status, or the stable name of a cause; a violation
   *     of the protocol may be narrowed to the close code that we sent
   * @return empty if it is none of these
   */
  public static Optional<CauseKey> parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    if (trimmed.matches("[0-9]{4}")) {
      return closeCode(Integer.parseInt(trimmed));
    }
    if (trimmed.matches("http[ -]?[1-5][0-9]{2}")) {
      int status = Integer.parseInt(trimmed.substring(trimmed.length() - 3));
      // A 101 is no rejection.
      return status == 101
          ? Optional.empty()
          : Optional.of(new CauseKey(CauseKind.HANDSHAKE_REJECTED, status));
    }
    if (trimmed.matches("protocol-violation [0-9]{4}")) {
      int code = Integer.parseInt(trimmed.substring(trimmed.length() - 4));
      return CloseCode.mayBeSent(code)
          ? Optional.of(new CauseKey(CauseKind.PROTOCOL_VIOLATION, code))
          : Optional.empty();
    }
    return CauseKind.byId(trimmed).filter(CauseKind::ending).map(kind -> new CauseKey(kind, 0));
  }

  private static Optional<CauseKey> closeCode(int code) {
    return switch (code) {
      case CloseCode.ABNORMAL -> Optional.of(new CauseKey(CauseKind.LINK_LOST, 0));
      case CloseCode.TLS_FAILED -> Optional.of(new CauseKey(CauseKind.TLS_FAILURE, 0));
      case CloseCode.NO_STATUS -> Optional.of(new CauseKey(CauseKind.CLOSED_BY_GATEWAY, code));
      default ->
          CloseCode.mayBeSent(code)
              ? Optional.of(new CauseKey(CauseKind.CLOSED_BY_GATEWAY, code))
              : Optional.empty();
    };
  }

  /** The key as people write it. */
  public String text() {
    if (code == 0) {
      return kind.id();
    }
    return switch (kind) {
      case CLOSED_BY_GATEWAY -> Integer.toString(code);
      case HANDSHAKE_REJECTED -> "http " + code;
      default -> kind.id() + " " + code;
    };
  }
}
