package dev.holdfastcanary.adapter.protocol;

import dev.holdfastcanary.domain.connection.ConnectionMachine;

/** Wrong: two would drive one machine. */
final class DrivesTheMachine {

  long drive(ConnectionMachine machine) {
    return machine.next();
  }
}
