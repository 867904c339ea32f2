package dev.holdfast.bootstrap.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Passes every event on to each listener, and lets no listener harm the gateway or another one. */
final class Listeners implements GatewayListener {

  private static final Logger LOG = GatewayLog.LOG;

  private final List<GatewayListener> listeners = new CopyOnWriteArrayList<>();

  /** Any thread. */
  void add(GatewayListener listener) {
    listeners.add(listener);
  }

  @Override
  public void onFaultBegan(Fault fault, Duration at) {
    tell(listener -> listener.onFaultBegan(fault, at));
  }

  @Override
  public void onConnectionAccepted(long connection, Duration at) {
    tell(listener -> listener.onConnectionAccepted(connection, at));
  }

  @Override
  public void onConnectionLost(long connection, int closeCode, Duration at) {
    tell(listener -> listener.onConnectionLost(connection, closeCode, at));
  }

  @Override
  public void onHandshakeRefused(Duration at) {
    tell(listener -> listener.onHandshakeRefused(at));
  }

  private void tell(Consumer<GatewayListener> event) {
    for (GatewayListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("A listener of the demo gateway failed", e);
      }
    }
  }
}
