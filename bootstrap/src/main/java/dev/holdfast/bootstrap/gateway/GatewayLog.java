package dev.holdfast.bootstrap.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one log of the demo gateway, under a name that users can configure. */
final class GatewayLog {

  static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.gateway");

  private GatewayLog() {}
}
