package dev.holdfastcanary.domain.cause;

import dev.holdfastcanary.domain.verdict.PointsAtCause;

/** Wrong: one half of a cycle. */
public final class PointsAtVerdict {

  PointsAtCause verdict() {
    return new PointsAtCause();
  }
}
