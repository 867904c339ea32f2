package dev.holdfast.application.testing.transport;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where promises are tried: a transport with a loop, a gateway that does as it is told, and a way
 * to let things happen. In real time that is waiting, in virtual time moving the clock.
 */
public abstract class Stage {

  private final List<HeardLink> links = new ArrayList<>();

  /** The transport. */
  public abstract Transport transport();

  /** Where its links live. */
  public abstract EventLoop loop();

  /** What they lead to. */
  public abstract ScriptedGateway gateway();

  /** Runs a task on the loop and waits for it; what it throws is thrown here. */
  public abstract void onLoop(Runnable task);

  /**
   * Lets things happen until the condition holds.
   *
   * @throws AssertionError if that takes longer than it possibly should
   */
  public abstract void until(String what, BooleanSupplier condition);

  /** What it looks like from here when nobody listens; a proxy on the way reports it as its own. */
  public CauseKind refusal() {
    return CauseKind.CONNECT_REFUSED;
  }

  /** A request without wishes. */
  public final HandshakeRequest request() {
    return new HandshakeRequest(gateway().uri(), Map.of(), List.of(), false);
  }

  /** Opens a link. */
  public final HeardLink open() {
    return open(request(), (link, call) -> {});
  }

  /** Opens a link whose listener also reacts, inside the call. */
  public final HeardLink open(BiConsumer<HeardLink, Heard> reaction) {
    return open(request(), reaction);
  }

  /** Opens a link with a request of one's own. */
  public final HeardLink open(HandshakeRequest request, BiConsumer<HeardLink, Heard> reaction) {
    HeardLink link = new HeardLink(loop(), reaction);
    links.add(link);
    onLoop(() -> link.open(transport(), request));
    return link;
  }

  /** Opens a link and aborts it in the same task. */
  public final HeardLink openAndAbort() {
    return openAndAct(Link::abort);
  }

  /** Opens a link and does something with it in the same task, before it can be open. */
  public final HeardLink openAndAct(Consumer<Link> action) {
    HeardLink link = new HeardLink(loop(), (it, call) -> {});
    links.add(link);
    onLoop(
        () -> {
          link.open(transport(), request());
          link.act(action);
        });
    return link;
  }

  /** Does something with a link, on its loop. */
  public final void act(HeardLink link, Consumer<Link> action) {
    onLoop(() -> link.act(action));
  }

  /** Waits until the link is open, and gives the gateway's side of it: of the latest connection. */
  public final GatewaySide opened(HeardLink link) {
    until("the link is open", () -> link.has("open"));
    return latest();
  }

  /** The gateway's side of the latest connection, once there is one. */
  public final GatewaySide latest() {
    until("a connection", () -> gateway().connections() > 0);
    return gateway().side(gateway().connections());
  }

  /** Waits for the end. */
  public final Cause ended(HeardLink link) {
    until("the end of the link", () -> link.ended().isPresent());
    return link.ended().orElseThrow();
  }

  /** Waits until so many calls of one kind have come. */
  public final List<String> texts(HeardLink link, String what, int count) {
    until(count + " times " + what, () -> link.texts(what).size() >= count);
    return link.texts(what);
  }

  /** Waits until the gateway has received something. */
  public final void received(GatewaySide side, String what) {
    until("the gateway receives " + what, () -> side.received().contains(what));
  }

  /** Ends every link and asserts that all of them kept to the contract of the listener. */
  public final void leave() {
    for (HeardLink link : links) {
      act(link, Link::abort);
    }
    List<String> breaches = links.stream().flatMap(link -> link.breaches().stream()).toList();
    if (!breaches.isEmpty()) {
      throw new AssertionError(String.join("; ", breaches));
    }
  }
}
