package dev.holdfast.adapter.adminhttp;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who is here, and how much room is left. On the thread of the control API only.
 *
 * <p>When all places are taken, whoever has let us wait longest makes room: a thousand clients that
 * say nothing keep nobody out who does.
 */
final class Clients {

  private final AdminLimits limits;
  private final ClientCounters counters;

  /** The one that came first is the first. */
  private final Set<ClientHandler> here = new LinkedHashSet<>();

  private long bodies;

  Clients(AdminLimits limits, ClientCounters counters) {
    this.limits = limits;
    this.counters = counters;
  }

  /** Lets a client in, unless all places are taken by clients that wait for us. */
  boolean admit(ClientHandler client) {
    if (here.size() >= limits.maxClients()) {
      Optional<ClientHandler> slowest = here.stream().filter(ClientHandler::letsUsWait).findFirst();
      if (slowest.isEmpty()) {
        counters.noRoom();
        return false;
      }
      counters.lostPatience();
      leave(slowest.get());
      slowest.get().close();
    }
    here.add(client);
    counters.opened();
    return true;
  }

  /** Forgets a client; harmless if it is not here. */
  void leave(ClientHandler client) {
    if (here.remove(client)) {
      counters.closed();
    }
  }

  /** Takes room for a part of a body, if there is any. */
  boolean reserve(int bytes) {
    if (bodies + bytes > limits.maxBodiesBytes()) {
      counters.noRoom();
      return false;
    }
    bodies += bytes;
    return true;
  }

  /** Gives room back. */
  void release(long bytes) {
    bodies -= bytes;
  }
}
