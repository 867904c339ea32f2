package dev.holdfastcanary.domain.connection;

import dev.holdfastcanary.application.port.out.Transport;

/** Wrong: the domain calls outwards. */
final class AsksTheApplication {

  void ask(Transport transport) {
    transport.open();
  }
}
