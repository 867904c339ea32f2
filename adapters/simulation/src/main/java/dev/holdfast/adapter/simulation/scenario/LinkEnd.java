package dev.holdfast.adapter.simulation.scenario;

import dev.holdfast.domain.cause.CloseCode;

/**
 * How an open link ends, as the device sees it.
 *
 * @param how what happens
 * @param code the close code of the gateway's close frame; 0 without one
 */
public record LinkEnd(How how, int code) {

  /** The ways. */
  public enum How {
    /** The TCP connection is reset. */
    RESET,
    /** The gateway sends a close frame. */
    CLOSE,
    /** Nothing more comes, and nobody says so: the link is half-open. */
    SILENT
  }

  /** The TCP connection is reset. */
  public static final LinkEnd RESET = new LinkEnd(How.RESET, 0);

  /** Nothing more comes. */
  public static final LinkEnd SILENT = new LinkEnd(How.SILENT, 0);

  /** Checks that the code belongs to the way. */
  public LinkEnd {
    if (how == How.CLOSE ? !CloseCode.mayBeSent(code) : code != 0) {
      throw new IllegalArgumentException("no close code " + code + " where it is " + how);
    }
  }

  /** The gateway sends a close frame with that code. */
  public static LinkEnd close(int code) {
    return new LinkEnd(How.CLOSE, code);
  }
}
