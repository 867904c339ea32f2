package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends every message back as it came, as the client under test of a conformance suite does. */
final class EchoingListener implements LinkListener {

  private final CompletableFuture<Cause> ended = new CompletableFuture<>();
  private Optional<Link> link = Optional.empty();

  /** Opens a link that echoes. */
  static EchoingListener open(Transport transport, EventLoop loop, HandshakeRequest request) {
    EchoingListener echoing = new EchoingListener();
    loop.execute(() -> echoing.link = Optional.of(transport.open(loop, request, echoing)));
    return echoing;
  }

  /** Why the link ended, once it has. */
  CompletableFuture<Cause> ended() {
    return ended;
  }

  @Override
  public void onOpen(String subprotocol) {
    // The gateway speaks first.
  }

  @Override
  public void onFrames() {
    // The messages follow.
  }

  @Override
  public void onText(String text) {
    link.orElseThrow().sendText(text, () -> {});
  }

  @Override
  public void onBinary(ByteBuffer data) {
    link.orElseThrow().sendBinary(data, () -> {});
  }

  @Override
  public void onPong() {
    // Nothing to echo.
  }

  @Override
  public void onWritable() {
    // What is echoed is never more than what one message brought.
  }

  @Override
  public void onEnded(Cause cause) {
    ended.complete(cause);
  }
}
