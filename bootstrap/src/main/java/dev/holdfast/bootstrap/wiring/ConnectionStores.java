package dev.holdfast.bootstrap.wiring;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.MessageStore;
import java.io.IOException;

/** Places where what a connection accepted outlives the process. */
public interface ConnectionStores {

  /**
   * Where messages of a connection are kept. Blocks.
   *
   * @throws IOException with one line for the user, if it cannot be had
   */
  MessageStore store(String connection) throws IOException;

  /** Where commands of a connection are kept. */
  CommandRecords records(String connection);
}
