package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A link under test with all that it tells: each listener call is one {@link Event}, kept in order.
 * Methods may be called from any thread; those that act on the link do so on its loop and wait.
 */
final class RecordedLink implements LinkListener {

  static final Duration SOON = Duration.ofSeconds(10);

  /** A listener call: its name, and what it brought as text ("" for nothing). */
  record Event(String name, String text) {}

  private final EventLoop loop;
  private final List<Event> events = new ArrayList<>();
  private Optional<Cause> ended = Optional.empty();
  private int callsAfterEnd;
  private boolean inCall;
  private boolean nested;
  private volatile Consumer<Event> reaction = event -> {};
  private Optional<Link> link = Optional.empty();

  private RecordedLink(EventLoop loop) {
    this.loop = loop;
  }

  static HandshakeRequest request(URI uri) {
    return new HandshakeRequest(uri, Map.of(), List.of(), false);
  }

  static RecordedLink open(Transport transport, EventLoop loop, URI uri) {
    return open(transport, loop, request(uri), (recorded, event) -> {});
  }

  static RecordedLink open(Transport transport, EventLoop loop, HandshakeRequest request) {
    return open(transport, loop, request, (recorded, event) -> {});
  }

  /** Opens a link whose listener also reacts, on the loop, after each event was noted. */
  static RecordedLink open(
      Transport transport,
      EventLoop loop,
      HandshakeRequest request,
      java.util.function.BiConsumer<RecordedLink, Event> reaction) {
    RecordedLink recorded = new RecordedLink(loop);
    recorded.reaction = event -> reaction.accept(recorded, event);
    recorded.onLoop(
        () -> {
          recorded.link = Optional.of(transport.open(loop, request, recorded));
          return true;
        });
    return recorded;
  }

  /** Opens a link and aborts it in the same task. */
  static RecordedLink openAndAbort(Transport transport, EventLoop loop, URI uri) {
    RecordedLink recorded = new RecordedLink(loop);
    recorded.onLoop(
        () -> {
          transport.open(loop, request(uri), recorded).abort();
          return true;
        });
    return recorded;
  }

  boolean isWritable() {
    return ask(Link::isWritable);
  }

  Link link() {
    return link.orElseThrow();
  }

  /** Runs something on the loop and waits for its result. */
  <T> T onLoop(java.util.concurrent.Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.execute(
        () -> {
          inCall = true;
          try {
            result.complete(work.call());
          } catch (Throwable t) {
            result.completeExceptionally(t);
          } finally {
            inCall = false;
          }
        });
    try {
      return result.get(SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("on the loop: " + e, e);
    }
  }

  void act(Consumer<Link> action) {
    onLoop(
        () -> {
          action.accept(link());
          return true;
        });
  }

  <T> T ask(Function<Link, T> question) {
    return onLoop(() -> question.apply(link()));
  }

  void sendText(String text) {
    act(it -> it.sendText(text, () -> note("written", "")));
  }

  void noteWritten() {
    note("written", "");
  }

  /** Notes a callback under a name of its own. */
  void noteCallback(String name) {
    note(name, "");
  }

  void abort() {
    act(Link::abort);
  }

  Event await(String name) {
    return await(name, event -> true);
  }

  synchronized Event await(String name, Predicate<Event> fits) {
    return awaitState(
        name, () -> events.stream().filter(e -> e.name.equals(name)).filter(fits).findFirst());
  }

  /** Waits for so many events of one name; returns their texts. */
  synchronized List<String> awaitTexts(String name, int count) {
    return awaitState(
        count + " times " + name, () -> Optional.of(texts(name)).filter(t -> t.size() >= count));
  }

  Cause awaitEnded() {
    return awaitState("the end", () -> ended);
  }

  synchronized List<String> texts(String name) {
    return events.stream().filter(e -> e.name.equals(name)).map(Event::text).toList();
  }

  synchronized List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  synchronized boolean hasEnded() {
    return ended.isPresent();
  }

  /** Calls that came after onEnded, or inside a call to the link: there must be none. */
  synchronized void assertWellBehaved() {
    if (callsAfterEnd > 0 || nested) {
      throw new AssertionError(
          "calls after the end: " + callsAfterEnd + ", nested: " + nested + "; " + events);
    }
  }

  private synchronized <T> T awaitState(
      String what, java.util.function.Supplier<Optional<T>> question) {
    long deadline = System.nanoTime() + SOON.toNanos();
    Optional<T> answer = question.get();
    while (answer.isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("no " + what + " within " + SOON + "; seen: " + events);
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
      answer = question.get();
    }
    return answer.get();
  }

  private void note(String name, String text) {
    Event event = new Event(name, text);
    synchronized (this) {
      nested |= inCall || !loop.inLoop();
      if (ended.isPresent()) {
        callsAfterEnd++;
      }
      events.add(event);
      notifyAll();
    }
    reaction.accept(event);
  }

  @Override
  public void onOpen(String subprotocol) {
    note("open", subprotocol);
  }

  @Override
  public void onFrames() {
    note("frames", "");
  }

  @Override
  public void onText(String text) {
    note("text", text);
  }

  @Override
  public void onBinary(ByteBuffer data) {
    StringBuilder hex = new StringBuilder();
    while (data.hasRemaining() && hex.length() < 64) {
      hex.append(String.format("%02x", data.get()));
    }
    note("binary", hex.toString() + (data.hasRemaining() ? "+" + data.remaining() : ""));
  }

  @Override
  public void onPong() {
    note("pong", "");
  }

  @Override
  public void onWritable() {
    note("writable", "");
  }

  @Override
  public void onEnded(Cause cause) {
    synchronized (this) {
      nested |= inCall || !loop.inLoop();
      if (ended.isPresent()) {
        callsAfterEnd++;
      }
      ended = Optional.of(cause);
      events.add(new Event("ended", cause.toString()));
      notifyAll();
    }
    reaction.accept(new Event("ended", cause.toString()));
  }
}
