package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.SimulatedTransport;
import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import java.nio.ByteBuffer;

/**
 * A transport with somebody listening in on every link, between the network and the application.
 */
final class Tap implements Transport {

  /** Who listens in. Called on the loop, from inside calls of the application: never throws. */
  interface Ear {

    /** An attempt opens its link. */
    void opening(LinkListener listener);

    /** The gateway shows life. */
    void life();

    /** The application reads, or does not. */
    void reading(boolean yes);

    /** A heartbeat was asked for, or has left. */
    void heartbeat(boolean left);

    /** The link is open. */
    void opened();

    /** The gateway says something. */
    void heard(String text);

    /** The application has got what the gateway said. */
    void understood(String text);

    /** A message of the user is about to be given to a link. */
    void sending(String text, InputLoop loop);

    /**
     * A request is about to be given to a link.
     *
     * @param text how it looks on the wire
     */
    void asking(String text);

    /** A message of the user has left. */
    void left(String text);

    /** A link is over. */
    void over(LinkListener listener, InputLoop loop);

    /** A link ended by itself. */
    void ended(Cause cause);
  }

  private final SimulatedTransport network;
  private final Ear ear;

  Tap(SimulatedTransport network, Ear ear) {
    this.network = network;
    this.ear = ear;
  }

  @Override
  public Link open(EventLoop loop, HandshakeRequest request, LinkListener listener) {
    ear.opening(listener);
    Wire wire = new Wire((InputLoop) loop, listener);
    wire.link = network.open(loop, request, wire);
    return wire;
  }

  /** One link with its listener. */
  private final class Wire implements Link, LinkListener {

    private final InputLoop loop;
    private final LinkListener listener;
    private Link link = new Nowhere();
    private boolean over;

    Wire(InputLoop loop, LinkListener listener) {
      this.loop = loop;
      this.listener = listener;
    }

    @Override
    public void sendText(String text, Runnable written) {
      boolean heartbeat = text.equals(WorldProtocol.HEARTBEAT);
      boolean request = WireRequest.isOne(text);
      if (heartbeat) {
        ear.heartbeat(false);
      } else if (request) {
        ear.asking(text);
      } else if (Letter.isOne(text)) {
        ear.sending(text, loop);
      }
      link.sendText(
          text,
          () -> {
            if (heartbeat) {
              ear.heartbeat(true);
            } else if (Letter.isOne(text)) {
              ear.left(text);
            }
            written.run();
          });
    }

    @Override
    public void sendBinary(ByteBuffer data, Runnable written) {
      link.sendBinary(data, written);
    }

    @Override
    public void sendPing(ByteBuffer payload, Runnable written) {
      ear.heartbeat(false);
      link.sendPing(
          payload,
          () -> {
            ear.heartbeat(true);
            written.run();
          });
    }

    @Override
    public boolean isWritable() {
      return link.isWritable();
    }

    @Override
    public void pauseReading() {
      ear.reading(false);
      link.pauseReading();
    }

    @Override
    public void resumeReading() {
      ear.reading(true);
      link.resumeReading();
    }

    @Override
    public void close(int code, String reason) {
      link.close(code, reason);
    }

    @Override
    public void abort() {
      link.abort();
      end();
    }

    @Override
    public void onOpen(String subprotocol) {
      ear.life();
      ear.opened();
      listener.onOpen(subprotocol);
    }

    @Override
    public void onFrames() {
      ear.life();
      listener.onFrames();
    }

    @Override
    public void onText(String text) {
      ear.heard(text);
      listener.onText(text);
      if (!over) {
        ear.understood(text);
      }
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
      end();
      ear.ended(cause);
      listener.onEnded(cause);
    }

    private void end() {
      if (!over) {
        over = true;
        ear.reading(true);
        ear.over(listener, loop);
      }
    }
  }

  /** Where a link leads before there is one. */
  private static final class Nowhere implements Link {

    @Override
    public void sendText(String text, Runnable written) {}

    @Override
    public void sendBinary(ByteBuffer data, Runnable written) {}

    @Override
    public void sendPing(ByteBuffer payload, Runnable written) {}

    @Override
    public boolean isWritable() {
      return false;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void close(int code, String reason) {}

    @Override
    public void abort() {}
  }
}
