package dev.holdfast.application.service;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.EventRecorder;
import dev.holdfast.application.port.out.GatewayCallHandler;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.application.port.out.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What one connection is connected to.
 *
 * @param loop where everything about it happens
 * @param transport opens its links
 * @param protocol how its gateway talks
 * @param credentials who it is
 * @param sink where its messages go
 * @param observers who wants to know what becomes of it
 * @param observerExecutor where observers are called; never a loop
 * @param wallClock the time of day, for heartbeat messages
 * @param random where its jitter comes from; used on its loop only
 * @param recorder who writes down what enters its machine; mostly nobody
 * @param store where its messages outlive the process; empty if they are kept in memory
 * @param records where commands with an id outlive the process; empty if they are kept in memory
 * @param calls who does what its gateway wants of us; mostly nobody
 */
public record ConnectionPorts(
    EventLoop loop,
    Transport transport,
    SessionProtocol protocol,
    CredentialsSource credentials,
    MessageSink sink,
    List<ConnectionObserver> observers,
    Executor observerExecutor,
    WallClock wallClock,
    RandomGenerator random,
    Optional<EventRecorder> recorder,
    Optional<MessageStore> store,
    Optional<CommandRecords> records,
    GatewayCallHandler calls) {

  /** Copies the list. */
  public ConnectionPorts {
    observers = List.copyOf(observers);
  }

  /** The same, with nobody who writes anything down or does anything for the gateway. */
  public ConnectionPorts(
      EventLoop loop,
      Transport transport,
      SessionProtocol protocol,
      CredentialsSource credentials,
      MessageSink sink,
      List<ConnectionObserver> observers,
      Executor observerExecutor,
      WallClock wallClock,
      RandomGenerator random) {
    this(
        loop,
        transport,
        protocol,
        credentials,
        sink,
        observers,
        observerExecutor,
        wallClock,
        random,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        GatewayCallHandler.NONE);
  }

  /** The same, with somebody who writes down what enters the machine. */
  public ConnectionPorts recordedBy(Optional<EventRecorder> somebody) {
    return with(somebody, store, records, calls);
  }

  /** The same, with somebody who does what the gateway wants. */
  public ConnectionPorts answeredBy(GatewayCallHandler somebody) {
    return with(recorder, store, records, somebody);
  }

  /** The same, with messages that outlive the process. */
  public ConnectionPorts storedIn(MessageStore its) {
    return with(recorder, Optional.of(its), records, calls);
  }

  /** The same, with commands that are known after a restart. */
  public ConnectionPorts commandsIn(CommandRecords its) {
    return with(recorder, store, Optional.of(its), calls);
  }

  /** The same, with another way to the gateway. */
  ConnectionPorts reaching(Transport by, CredentialsSource as) {
    return new ConnectionPorts(
        loop,
        by,
        protocol,
        as,
        sink,
        observers,
        observerExecutor,
        wallClock,
        random,
        recorder,
        store,
        records,
        calls);
  }

  private ConnectionPorts with(
      Optional<EventRecorder> itsRecorder,
      Optional<MessageStore> itsStore,
      Optional<CommandRecords> itsRecords,
      GatewayCallHandler itsCalls) {
    return new ConnectionPorts(
        loop,
        transport,
        protocol,
        credentials,
        sink,
        observers,
        observerExecutor,
        wallClock,
        random,
        itsRecorder,
        itsStore,
        itsRecords,
        itsCalls);
  }
}
