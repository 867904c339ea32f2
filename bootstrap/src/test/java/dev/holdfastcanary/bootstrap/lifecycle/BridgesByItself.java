package dev.holdfastcanary.bootstrap.lifecycle;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Wrong: a second bridge. */
final class BridgesByItself {

  void bridge() {
    SLF4JBridgeHandler.install();
  }
}
