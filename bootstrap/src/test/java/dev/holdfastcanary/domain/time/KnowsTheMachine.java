package dev.holdfastcanary.domain.time;

import dev.holdfastcanary.domain.connection.ConnectionMachine;

/** Wrong: a policy that knows its user. */
final class KnowsTheMachine {

  long attempt(ConnectionMachine machine) {
    return machine.next();
  }
}
