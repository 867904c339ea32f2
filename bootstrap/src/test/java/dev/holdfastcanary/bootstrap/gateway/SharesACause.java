package dev.holdfastcanary.bootstrap.gateway;

import dev.holdfastcanary.domain.cause.PointsAtVerdict;

/** Wrong: a peer that shares the client's code. */
public final class SharesACause {

  PointsAtVerdict cause() {
    return new PointsAtVerdict();
  }
}
