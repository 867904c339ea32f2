package dev.holdfastcanary.adapter.sink.line;

import dev.holdfastcanary.application.port.out.Transport;
import dev.holdfastcanary.domain.connection.Transition;

/** Lawful: ports and values. */
final class KeepsToThePorts {

  long attempt(Transport transport, Transition transition) {
    transport.open();
    return transition.attempt();
  }
}
