package dev.holdfast.domain.cause;

/** Who brought a cause about. Kept apart from the verdict: blame does not decide what is next. */
public enum Initiator {
  /** Somebody asked for it: an operator, a signal, the application. */
  USER,
  /** This side decided by itself: a deadline passed, a rule was broken by the peer. */
  CLIENT,
  /** The gateway said so: a close frame, an HTTP status, a refused login. */
  GATEWAY,
  /** Nobody said anything: the link, the name or the route failed. */
  NETWORK
}
