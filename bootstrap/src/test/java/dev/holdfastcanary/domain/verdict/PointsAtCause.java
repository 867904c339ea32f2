package dev.holdfastcanary.domain.verdict;

import dev.holdfastcanary.domain.cause.PointsAtVerdict;

/** Wrong: the other half of the cycle. */
public final class PointsAtCause {

  PointsAtVerdict cause() {
    return new PointsAtVerdict();
  }
}
