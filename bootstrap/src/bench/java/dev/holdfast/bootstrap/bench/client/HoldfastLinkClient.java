package dev.holdfast.bootstrap.bench.client;

import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.adapter.transport.TransportOptions;
import dev.holdfast.adapter.transport.TyrusTransport;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Our transport alone, without the connection loop: one link, whose listener is the application.
 */
final class HoldfastLinkClient implements MeasuredClient, LinkListener {

  private final EventLoop loop = NettyEventLoops.start(1).next();
  private final Transport transport = TyrusTransport.create(TransportOptions.defaults());
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(Backpressure.MESSAGES_MAX);
  private final AtomicBoolean pumpPosted = new AtomicBoolean();
  private final CountDownLatch up = new CountDownLatch(1);
  private @Nullable Link link;
  private Consumer<String> onText = text -> {};

  @Override
  public void open(URI gateway, Consumer<String> listener) throws InterruptedException {
    onText = listener;
    HandshakeRequest request = new HandshakeRequest(gateway, Map.of(), List.of(), false);
    loop.execute(() -> link = transport.open(loop, request, this));
    if (!up.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not up");
    }
  }

  @Override
  public void send(String text) throws InterruptedException {
    if (loop.inLoop()) {
      openLink().sendText(text, HoldfastLinkClient::nobodyWaits);
      return;
    }
    waiting.put(text);
    if (!pumpPosted.getAndSet(true)) {
      loop.execute(this::pump);
    }
  }

  private void pump() {
    pumpPosted.set(false);
    Link open = openLink();
    while (open.isWritable()) {
      String text = waiting.poll();
      if (text == null) {
        return;
      }
      open.sendText(text, HoldfastLinkClient::nobodyWaits);
    }
  }

  private Link openLink() {
    return Objects.requireNonNull(link, "open() comes first");
  }

  private static void nobodyWaits() {}

  @Override
  public void onOpen(String subprotocol) {
    up.countDown();
  }

  @Override
  public void onFrames() {
    // Nobody watches over the link here.
  }

  @Override
  public void onText(String text) {
    onText.accept(text);
  }

  @Override
  public void onBinary(ByteBuffer data) {
    throw new IllegalStateException("the gateway sends text only");
  }

  @Override
  public void onPong() {
    throw new IllegalStateException("nobody pinged");
  }

  @Override
  public void onWritable() {
    pump();
  }

  @Override
  public void onEnded(Cause cause) {
    throw new IllegalStateException("ended: " + cause);
  }
}
