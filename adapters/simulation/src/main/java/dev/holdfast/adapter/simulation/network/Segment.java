package dev.holdfast.adapter.simulation.network;

import dev.holdfast.domain.cause.Cause;
import java.util.Optional;

/**
 * What travels in one piece.
 *
 * @param bytes how much room it takes
 * @param frame the frame that is complete with it
 * @param end whether the stream ends with it
 * @param failure why there is no link at all, with {@link End#FAILED}
 */
record Segment(int bytes, Optional<Frame> frame, End end, Optional<Cause> failure) {

  /** How a stream goes on behind a segment. */
  enum End {
    NOT_YET,
    FIN,
    RESET,
    FAILED
  }

  static final Segment FIN = new Segment(0, Optional.empty(), End.FIN, Optional.empty());
  static final Segment RESET = new Segment(0, Optional.empty(), End.RESET, Optional.empty());

  static Segment failed(Cause cause) {
    return new Segment(0, Optional.empty(), End.FAILED, Optional.of(cause));
  }
}
