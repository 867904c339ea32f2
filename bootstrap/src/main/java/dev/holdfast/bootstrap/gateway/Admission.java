package dev.holdfast.bootstrap.gateway;

/** What becomes of a handshake that comes in now. */
enum Admission {
  /** It is let in. */
  OPEN,

  /** It is answered with 503 and Retry-After (RFC 9110 sections 15.6.4 and 10.2.3). */
  REFUSING,

  /** Its TCP connection is ended without an answer: the gateway is going down. */
  SHUT
}
