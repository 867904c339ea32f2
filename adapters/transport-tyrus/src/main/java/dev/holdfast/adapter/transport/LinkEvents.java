package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the socket of an open link brings, passed on to the listener as long as the link is up, or
 * turned into the link's end. Loop thread only.
 */
final class LinkEvents implements FrameHandler.Events {

  private final LinkLife life;
  private final LinkListener listener;

  LinkEvents(LinkLife life, LinkListener listener) {
    this.life = life;
    this.listener = listener;
  }

  @Override
  public void frames() {
    listener.onFrames();
  }

  @Override
  public void text(String message) {
    if (life.isUp()) {
      listener.onText(message);
    }
  }

  @Override
  public void binary(ByteBuffer message) {
    if (life.isUp()) {
      listener.onBinary(message);
    }
  }

  @Override
  public void pong() {
    if (life.isUp()) {
      listener.onPong();
    }
  }

  @Override
  public void writable() {
    if (life.openFrames() != null) {
      listener.onWritable();
    }
  }

  @Override
  public void closeFrame(CloseFrame frame) {
    life.leave(Cause.closedByGateway(frame.code(), frame.reason()), frame.code(), "");
  }

  @Override
  public void violated(FrameViolation violation) {
    life.leave(
        Cause.protocolViolation(violation.closeCode(), violation.rule()),
        violation.closeCode(),
        violation.rule());
  }

  @Override
  public void overflowed(long waiting, int limit) {
    life.lost(
        "the gateway does not read: "
            + waiting
            + " bytes would wait for it, the limit is "
            + limit);
  }

  @Override
  public void failed(Throwable failure) {
    if (!life.isUp()) {
      return;
    }
    if (ConnectFailures.isReset(failure)) {
      life.lost("connection reset");
    } else if (failure instanceof IOException || TlsFailures.isTls(failure)) {
      life.lost(ConnectFailures.message(failure));
    } else {
      life.crashed(failure);
    }
  }

  @Override
  public void closed() {
    life.closed();
  }

  @Override
  public void crashed(Throwable failure) {
    life.crashed(failure);
  }
}
