package dev.holdfast.adapter.simulation.network;

import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The transport port in virtual time. It keeps the port's contract as strictly as the transport on
 * sockets does: one test holds both to it.
 */
public final class SimulatedTransport implements Transport {

  private final VirtualTime time;
  private final NetworkWeather weather;
  private final GatewayMind gateway;
  private final Set<SimulatedLink> alive = new LinkedHashSet<>();
  private int opened;

  /**
   * A transport whose links all lead to one gateway.
   *
   * @param time where it lives
   * @param weather how the network treats bytes
   * @param gateway who answers
   */
  public SimulatedTransport(VirtualTime time, NetworkWeather weather, GatewayMind gateway) {
    this.time = time;
    this.weather = weather;
    this.gateway = gateway;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the loop is not one of this world
   */
  @Override
  public Link open(EventLoop loop, HandshakeRequest request, LinkListener listener) {
    if (!(loop instanceof InputLoop inputLoop)) {
      throw new IllegalArgumentException("a simulated link cannot live on " + loop);
    }
    if (!loop.inLoop()) {
      throw new IllegalStateException("open is for the loop's thread only");
    }
    SimulatedLink link =
        new SimulatedLink(time, weather, inputLoop, request, listener, alive::remove);
    GatewayEnd end = new GatewayEnd(++opened, request, gateway, time, weather, link);
    end.connect(link.connect(end));
    alive.add(link);
    time.after(
        weather.latencyNanos(),
        () -> {
          // Whoever gave up before the first packet arrived has never been there.
          if (link.isAlive()) {
            gateway.dialled(end);
          }
        });
    return link;
  }

  /** How many links have a socket now. */
  public int alive() {
    return alive.size();
  }

  /** How many links were opened. */
  public int opened() {
    return opened;
  }

  /**
   * The process that used this transport is gone.
   *
   * @param inSilence whether nobody is told, as when the power fails; otherwise its kernel resets
   *     every connection
   */
  public void die(boolean inSilence) {
    Set.copyOf(alive).forEach(link -> link.die(inSilence));
  }
}
