package dev.holdfast.application.testing;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * A transport without a network: it keeps every link that was opened, and counts those that are
 * alive at once.
 */
public final class FakeTransport implements Transport {

  private final List<FakeLink> links = new ArrayList<>();
  private final List<Throwable> crashes = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private GatewayScript script = GatewayScript.BY_HAND;
  private int alive;
  private int aliveMax;

  @Override
  public Link open(EventLoop loop, HandshakeRequest request, LinkListener listener) {
    if (!loop.inLoop()) {
      violations.add("a link was opened off the loop");
    }
    FakeLink link = new FakeLink(this, (ManualEventLoop) loop, links.size() + 1, request, listener);
    links.add(link);
    alive++;
    aliveMax = Math.max(aliveMax, alive);
    script.dialled(link);
    return link;
  }

  /** Says who plays the gateway from now on, on links that exist too. */
  public void script(GatewayScript gateway) {
    script = gateway;
  }

  /** All links, in the order in which they were opened. */
  public List<FakeLink> links() {
    return List.copyOf(links);
  }

  /** The link that was opened last. */
  public FakeLink latest() {
    if (links.isEmpty()) {
      throw new AssertionError("no link was opened");
    }
    return links.get(links.size() - 1);
  }

  /** How many links were opened. */
  public int opened() {
    return links.size();
  }

  /** How many links have a socket now. */
  public int alive() {
    return alive;
  }

  /** The most links that had a socket at one time. */
  public int aliveMax() {
    return aliveMax;
  }

  /** What listeners have thrown at links. */
  public List<Throwable> crashes() {
    return List.copyOf(crashes);
  }

  /** How the port was used against its contract; empty if all is well. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  GatewayScript script() {
    return script;
  }

  void linkGone() {
    alive--;
  }

  void crashed(Throwable thrown) {
    crashes.add(thrown);
  }

  void violated(String what) {
    violations.add(what);
  }
}
