package dev.holdfast.bootstrap.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;

/** Makes the faults happen: those of the plan when they are due, others when asked. Loop only. */
final class FaultInjection {

  private static final Logger LOG = GatewayLog.LOG;
  private static final Duration REBIND_INTERVAL = Duration.ofMillis(200);
  private static final Duration PORT_CHECK_INTERVAL = Duration.ofMillis(1);
  private static final int PORT_CHECKS = 200;
  private static final int PRIVATE_CODE = 4000;

  private final GatewayLoop loop;
  private final GatewayServer server;
  private final Connections connections;
  private final GatewayListener listener;
  private final FaultTimings timings;
  private final Optional<FaultSchedule> schedule;
  private boolean down;
  private long refusal;
  private boolean refusalCounts;

  FaultInjection(
      GatewayLoop loop,
      GatewayServer server,
      Connections connections,
      GatewayListener listener,
      GatewayOptions options) {
    this.loop = loop;
    this.server = server;
    this.connections = connections;
    this.listener = listener;
    timings = options.timings();
    schedule = options.faults().map(FaultSchedule::new);
  }

  /** A connection was accepted: the plan may go on. */
  void linkUp() {
    schedule
        .flatMap(faults -> faults.linkUp(loop.now()))
        .ifPresent(at -> loop.after(at.minus(loop.now()), this::inflictDue));
  }

  private void inflictDue() {
    schedule
        .flatMap(faults -> faults.due(loop.now(), !connections.isEmpty()))
        .ifPresent(this::inflict);
  }

  /** Begins the fault now. While the gateway is down for a restart it can do nothing worse. */
  void inflict(Fault fault) {
    if (down) {
      LOG.info("The demo gateway is down for a restart: {} is left out", fault);
      return;
    }
    LOG.debug("The demo gateway {}", fault.description());
    Duration at = loop.now();
    if (fault == Fault.FREEZE) {
      freeze();
      listener.onFaultBegan(fault, at);
    } else {
      listener.onFaultBegan(fault, at);
      strike(fault);
    }
  }

  private void strike(Fault fault) {
    switch (fault) {
      case DROP -> connections.all().forEach(GatewayConnection::cut);
      case CLOSE_1011 -> connections.closeAll(StatusCode.SERVER_ERROR, "internal error");
      case CLOSE_4000 -> connections.closeAll(PRIVATE_CODE, "sensor bus reset");
      case RESTART -> restart();
      case REFUSE -> refuse();
      case FREEZE -> freeze();
    }
  }

  private void restart() {
    down = true;
    server.stopListening();
    closeWhenPortIsShut(PORT_CHECKS);
  }

  /** The client is told only when the port is shut, else a quick one could still get in. */
  private void closeWhenPortIsShut(int checksLeft) {
    if (server.keepPort() || checksLeft == 0) {
      connections.closeAll(StatusCode.SERVICE_RESTART, "service restart");
      loop.after(timings.restartDowntime(), this::comeBack);
    } else {
      loop.after(PORT_CHECK_INTERVAL, () -> closeWhenPortIsShut(checksLeft - 1));
    }
  }

  private void comeBack() {
    try {
      server.listenAgain();
      down = false;
    } catch (IOException e) {
      LOG.warn("The demo gateway cannot have port {} back yet: {}", server.port(), e.getMessage());
      loop.after(REBIND_INTERVAL, this::comeBack);
    }
  }

  private void refuse() {
    long thisRefusal = ++refusal;
    refusalCounts = false;
    server.refuse();
    connections.all().forEach(GatewayConnection::cut);
    // Nobody may ever come.
    loop.after(FaultTimings.LONGEST, () -> admit(thisRefusal));
  }

  /** A handshake was refused. From the first one on the clock of the refusal runs. */
  void handshakeRefused(Duration at) {
    listener.onHandshakeRefused(at);
    if (!refusalCounts) {
      refusalCounts = true;
      long thisRefusal = refusal;
      loop.after(at.plus(timings.retryAfter()).minus(loop.now()), () -> admit(thisRefusal));
    }
  }

  private void admit(long endedRefusal) {
    if (endedRefusal == refusal && !down) {
      server.admit();
    }
  }

  private void freeze() {
    List<GatewayConnection> frozen = connections.all();
    frozen.forEach(GatewayConnection::freeze);
    loop.after(timings.freezeLimit(), () -> frozen.forEach(GatewayConnection::cut));
  }
}
