package dev.holdfast.domain.cause;

/** The close codes of RFC 6455 section 7.4 and the IANA WebSocket close code registry. */
public final class CloseCode {

  /** 1000: the purpose of the connection is fulfilled. */
  public static final int NORMAL = 1000;

  /** 1001: the endpoint is going away. */
  public static final int GOING_AWAY = 1001;

  /** 1002: protocol error. */
  public static final int PROTOCOL_ERROR = 1002;

  /** 1003: a type of data that cannot be accepted. */
  public static final int UNSUPPORTED_DATA = 1003;

  /** 1005: reserved, the close frame carried no code. Never on the wire. */
  public static final int NO_STATUS = 1005;

  /** 1006: reserved, closed without a close frame. Never on the wire. */
  public static final int ABNORMAL = 1006;

  /** 1007: data inconsistent with the type of the message, such as bad UTF-8. */
  public static final int INVALID_PAYLOAD = 1007;

  /** 1008: the message violates the policy of the endpoint. */
  public static final int POLICY_VIOLATION = 1008;

  /** 1009: the message is too big. */
  public static final int TOO_BIG = 1009;

  /** 1010: the server did not negotiate an extension that the client needs. */
  public static final int MANDATORY_EXTENSION = 1010;

  /** 1011: the server met an unexpected condition. */
  public static final int INTERNAL_ERROR = 1011;

  /** 1012: the service restarts; come back after 5 to 30 seconds (IANA registry). */
  public static final int SERVICE_RESTART = 1012;

  /** 1013: try again later. */
  public static final int TRY_AGAIN_LATER = 1013;

  /** 1014: a gateway in between got a bad answer. */
  public static final int BAD_GATEWAY = 1014;

  /** 1015: reserved, TLS failed. Never on the wire. */
  public static final int TLS_FAILED = 1015;

  private CloseCode() {}

  /**
   * Whether a close frame may carry the code (RFC 6455 7.4.1 and 7.4.2).
   *
   * @param code any number
   * @return true for 1000 to 1003, 1007 to 1014 and 3000 to 4999
   */
  public static boolean mayBeSent(int code) {
    return (code >= NORMAL && code <= UNSUPPORTED_DATA)
        || (code >= INVALID_PAYLOAD && code <= BAD_GATEWAY)
        || (code >= 3000 && code <= 4999);
  }

  /**
   * Says what a code means.
   *
   * @param code any number
   * @return a few plain words, lower case
   */
  public static String meaning(int code) {
    return switch (code) {
      case NORMAL -> "normal closure";
      case GOING_AWAY -> "going away";
      case PROTOCOL_ERROR -> "protocol error";
      case UNSUPPORTED_DATA -> "unsupported data";
      case NO_STATUS -> "no close code given";
      case ABNORMAL -> "abnormal closure, no close frame";
      case INVALID_PAYLOAD -> "invalid payload data";
      case POLICY_VIOLATION -> "policy violation";
      case TOO_BIG -> "message too big";
      case MANDATORY_EXTENSION -> "mandatory extension missing";
      case INTERNAL_ERROR -> "internal error";
      case SERVICE_RESTART -> "service restart";
      case TRY_AGAIN_LATER -> "try again later";
      case BAD_GATEWAY -> "bad gateway";
      case TLS_FAILED -> "TLS handshake failed";
      default -> {
        if (code >= 3000 && code <= 3999) {
          yield "registered with IANA by a library or framework";
        }
        yield code >= 4000 && code <= 4999 ? "private to the gateway" : "not a valid close code";
      }
    };
  }
}
