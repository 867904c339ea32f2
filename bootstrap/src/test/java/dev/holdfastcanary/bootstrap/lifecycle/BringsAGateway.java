package dev.holdfastcanary.bootstrap.lifecycle;

import dev.holdfastcanary.bootstrap.gateway.SharesACause;

/** Wrong: the daemon would not run without the demo gateway. */
final class BringsAGateway {

  SharesACause gateway() {
    return new SharesACause();
  }
}
