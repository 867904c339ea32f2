package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A transport whose first link comes to a boundary before and after everything that it carries. */
final class CutTransport implements Transport {

  private final Transport honest;
  private final Boundaries boundaries;
  private final Consumer<String> onWritten;
  private final Consumer<String> onRead;
  private boolean opened;

  /**
   * A transport.
   *
   * @param boundaries of its first link
   * @param onWritten gets each text that was given to any link that still lives
   * @param onRead gets each text that the application has got by the first link
   */
  CutTransport(
      Transport honest,
      Boundaries boundaries,
      Consumer<String> onWritten,
      Consumer<String> onRead) {
    this.honest = honest;
    this.boundaries = boundaries;
    this.onWritten = onWritten;
    this.onRead = onRead;
  }

  @Override
  public Link open(EventLoop loop, HandshakeRequest request, LinkListener listener) {
    if (opened) {
      return new Later(honest.open(loop, request, listener));
    }
    opened = true;
    return new First(honest.open(loop, request, new Reading(listener)));
  }

  /** What is read by the first link. */
  private final class Reading implements LinkListener {

    private final LinkListener listener;

    Reading(LinkListener listener) {
      this.listener = listener;
    }

    @Override
    public void onOpen(String subprotocol) {
      if (boundaries.pass()) {
        listener.onOpen(subprotocol);
        boundaries.pass();
      }
    }

    @Override
    public void onText(String text) {
      if (boundaries.pass()) {
        onRead.accept(text);
        listener.onText(text);
        boundaries.pass();
      }
    }

    @Override
    public void onFrames() {
      listener.onFrames();
    }

    @Override
    public void onBinary(ByteBuffer data) {
      listener.onBinary(data);
    }

    @Override
    public void onPong() {
      listener.onPong();
    }

    @Override
    public void onWritable() {
      listener.onWritable();
    }

    @Override
    public void onEnded(Cause cause) {
      listener.onEnded(cause);
    }
  }

  /** What is written to the first link. */
  private final class First extends PassLink {

    First(Link honest) {
      super(honest);
    }

    @Override
    public void sendText(String text, Runnable written) {
      // Whatever becomes of it, the application has given it away.
      onWritten.accept(text);
      if (boundaries.pass()) {
        super.sendText(text, written);
        boundaries.pass();
      }
    }
  }

  /** What is written to the links that follow. */
  private final class Later extends PassLink {

    Later(Link honest) {
      super(honest);
    }

    @Override
    public void sendText(String text, Runnable written) {
      onWritten.accept(text);
      super.sendText(text, written);
    }
  }
}
