package dev.holdfast.adapter.simulation.network;

import dev.holdfast.application.testing.transport.GatewaySide;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One connection of the played gateway. */
final class PlayedSide implements GatewaySide {

  private final GatewayEnd end;
  private final List<String> received = new ArrayList<>();
  private boolean silent;

  PlayedSide(GatewayEnd end) {
    this.end = end;
  }

  void received(Frame frame) {
    received.add(frame.toString());
    if (silent) {
      return;
    }
    if (frame.kind() == Frame.Kind.PING) {
      end.send(Frame.pong(frame.data()));
    } else if (frame.kind() == Frame.Kind.CLOSE) {
      end.send(frame);
      end.fin();
    }
  }

  @Override
  public void sendTexts(String... texts) {
    end.send(Arrays.stream(texts).map(Frame::text).toArray(Frame[]::new));
  }

  @Override
  public void sendAroundPing(String first, String ping, String second) {
    end.send(Frame.textBegins(first), Frame.ping(ping), Frame.textEnds(second));
  }

  @Override
  public void sendBinary(byte... data) {
    end.send(Frame.binary(ByteBuffer.wrap(data)));
  }

  @Override
  public void sendPing(String payload) {
    end.send(Frame.ping(payload));
  }

  @Override
  public void sendPong() {
    end.send(Frame.pong(ByteBuffer.allocate(0)));
  }

  @Override
  public void sendClose(int code, String reason) {
    fallSilent();
    end.send(Frame.close(code, reason));
  }

  @Override
  public void sendNonsense() {
    end.send(Frame.nonsense());
  }

  @Override
  public void fin() {
    end.fin();
  }

  @Override
  public void reset() {
    end.reset();
  }

  @Override
  public void fallSilent() {
    silent = true;
  }

  @Override
  public void freeze() {
    end.freeze();
  }

  @Override
  public void thaw() {
    silent = true;
    end.thaw();
  }

  @Override
  public List<String> received() {
    return List.copyOf(received);
  }

  @Override
  public int receivedCount() {
    return received.size();
  }

  @Override
  public boolean dialled() {
    return true;
  }

  @Override
  public boolean clientGone() {
    return end.isClientGone();
  }
}
