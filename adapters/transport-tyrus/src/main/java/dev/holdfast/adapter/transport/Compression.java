package dev.holdfast.adapter.transport;

/**
 * What was agreed with the gateway about compression (RFC 7692). What we send is never compressed
 * with reference to earlier messages, so only the gateway's side differs.
 */
enum Compression {
  /** Nothing is compressed. */
  NONE,
  /** The gateway compresses each message by itself ({@code server_no_context_takeover}). */
  MESSAGE_BY_MESSAGE,
  /** The gateway's messages may refer to earlier ones, of which 32 KiB have to be remembered. */
  ACROSS_MESSAGES;

  /** What is offered: RFC 7692 section 7.1; the gateway may then forget what we have sent. */
  static final String OFFER = "permessage-deflate; client_no_context_takeover";
}
