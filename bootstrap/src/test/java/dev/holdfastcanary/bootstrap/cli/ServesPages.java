package dev.holdfastcanary.bootstrap.cli;

import org.eclipse.jetty.server.Server;

/** Wrong: the peer's library. */
final class ServesPages {

  Server server() {
    return new Server();
  }
}
