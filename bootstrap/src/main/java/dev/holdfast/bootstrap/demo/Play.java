package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.port.in.CommandUseCase;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.bootstrap.config.CredentialsConfig;
import dev.holdfast.domain.connection.ConnectionState;
import java.util.List;
import java.util.function.Supplier;

/** What is shown in one session protocol, besides faults and how they heal. */
interface Play {

  /** What the gateway is, for those who watch: lines. */
  List<String> introduction();

  /** What the daemon logs in with; possibly nothing. */
  CredentialsConfig credentials();

  /** In which state messages flow. */
  ConnectionState up();

  /** Where messages go. */
  MessageSink sink();

  /**
   * What the daemon asks for by itself.
   *
   * @param serials the serial numbers of the gateway's sensors
   */
  DialogueSettings dialogue(List<Integer> serials);

  /** Who else watches the connection. */
  List<ConnectionObserver> observers(Supplier<CommandUseCase> connection);

  /** What came of it: lines. */
  List<String> summary(ConnectionStatus last);
}
