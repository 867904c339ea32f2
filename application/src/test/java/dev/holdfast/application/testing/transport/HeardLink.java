package dev.holdfast.application.testing.transport;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A link with all that it tells, in order. What was heard may be asked for on any thread; the link
 * itself belongs to its loop.
 */
public final class HeardLink implements LinkListener {

  private final EventLoop loop;
  private final BiConsumer<HeardLink, Heard> reaction;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<String> breaches = new CopyOnWriteArrayList<>();
  private volatile Optional<Cause> ended = Optional.empty();
  private Optional<Link> link = Optional.empty();
  private boolean inOwnCall;

  HeardLink(EventLoop loop, BiConsumer<HeardLink, Heard> reaction) {
    this.loop = loop;
    this.reaction = reaction;
  }

  /** Opens the link. Loop thread only. */
  void open(Transport transport, HandshakeRequest request) {
    inOwnCall = true;
    link = Optional.of(transport.open(loop, request, this));
    inOwnCall = false;
  }

  /** Does something with the link. Loop thread only; nothing may be told meanwhile. */
  void act(Consumer<Link> action) {
    boolean before = inOwnCall;
    inOwnCall = true;
    try {
      action.accept(link());
    } finally {
      inOwnCall = before;
    }
  }

  /** The link. */
  public Link link() {
    return link.orElseThrow();
  }

  /** Notes that a write was confirmed. */
  public void noteWritten(String which) {
    note(new Heard("written", which));
  }

  /** All that was heard so far. */
  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** What the calls were, in order, without those that say only that frames came. */
  public List<String> calls() {
    return heard.stream().map(Heard::what).filter(what -> !what.equals("frames")).toList();
  }

  /** What calls of one kind brought, in order. */
  public List<String> texts(String what) {
    return heard.stream().filter(call -> call.what().equals(what)).map(Heard::text).toList();
  }

  /** Whether there was such a call. */
  public boolean has(String what) {
    return heard.stream().anyMatch(call -> call.what().equals(what));
  }

  /** Why it ended, once it has. */
  public Optional<Cause> ended() {
    return ended;
  }

  /** How the contract of the listener was broken; empty if all is well. */
  public List<String> breaches() {
    return List.copyOf(breaches);
  }

  @Override
  public void onOpen(String subprotocol) {
    note(new Heard("open", subprotocol));
  }

  @Override
  public void onFrames() {
    note(new Heard("frames", ""));
  }

  @Override
  public void onText(String text) {
    note(new Heard("text", text));
  }

  @Override
  public void onBinary(ByteBuffer data) {
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    note(new Heard("binary", HexFormat.of().formatHex(copy)));
  }

  @Override
  public void onPong() {
    note(new Heard("pong", ""));
  }

  @Override
  public void onWritable() {
    note(new Heard("writable", ""));
  }

  @Override
  public void onEnded(Cause cause) {
    boolean again = ended.isPresent();
    note(new Heard("ended", cause.toString()));
    if (!again) {
      ended = Optional.of(cause);
    }
  }

  private void note(Heard call) {
    if (inOwnCall) {
      breaches.add(call + " was told inside a call to the link");
    }
    if (!loop.inLoop()) {
      breaches.add(call + " was told off the loop");
    }
    if (ended.isPresent()) {
      breaches.add(call + " was told after the end");
    }
    heard.add(call);
    reaction.accept(this, call);
  }
}
