package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.application.audit.Audited;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.util.concurrent.Executor;

/**
 * Bugs planted between the application and what watches it, to prove that they are found. By
 * default there are none.
 */
interface Sabotage {

  /** No bugs. */
  Sabotage NONE = new Sabotage() {};

  /** The loop as the application sees it. */
  default InputLoop loop(InputLoop honest) {
    return honest;
  }

  /** The transport as the application sees it. */
  default Transport transport(Transport honest) {
    return honest;
  }

  /** What the application tells. */
  default ConnectionObserver observer(ConnectionObserver honest) {
    return honest;
  }

  /** The policy that the application really follows. */
  default ConnectionPolicy policy(ConnectionPolicy honest) {
    return honest;
  }

  /** The session protocol as the application sees it. */
  default SessionProtocol protocol(SessionProtocol honest) {
    return honest;
  }

  /** The sink as the application sees it. */
  default MessageSink sink(MessageSink honest) {
    return honest;
  }

  /** The command that the application really gets. */
  default Command command(Command honest) {
    return honest;
  }

  /** The acquisition that the application really gets. */
  default Acquisition acquisition(Acquisition honest) {
    return honest;
  }

  /** The store as the application sees it. */
  default MessageStore store(MessageStore honest) {
    return honest;
  }

  /** What the outbox is really told about itself. */
  default OutboxSettings outbox(OutboxSettings honest) {
    return honest;
  }

  /** The message that the application really gets. */
  default OutboundMessage message(OutboundMessage.Text honest) {
    return honest;
  }

  /** Where outcomes and transitions are told. */
  default Executor executor(Executor honest) {
    return honest;
  }

  /** Whether the process looks at itself: what it finds must not hide what others find. */
  default boolean audits() {
    return this == NONE;
  }

  /** The connection as the process sees it when it looks at itself. */
  default Audited audited(Audited honest) {
    return honest;
  }

  /** Whether a wish to end reaches the application. */
  default boolean passesOnAnEnd() {
    return true;
  }

  /** Whether links of the past still speak, as by a bug in a transport. */
  default boolean haunted() {
    return true;
  }

  /** Whether the past speaks to the present: what was meant for an old attempt reaches the new. */
  default boolean mixesUpAttempts() {
    return false;
  }
}
