package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.GatewayConnection.Behaviour;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.application.testing.transport.GatewaySide;
import dev.holdfast.domain.cause.CloseCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** One connection of the raw gateway at the level of messages. */
final class RawGatewaySide implements GatewaySide {

  private static final int RSV2 = 2;

  private final GatewayConnection connection;

  RawGatewaySide(GatewayConnection connection) {
    this.connection = connection;
  }

  @Override
  public void sendTexts(String... texts) {
    send(Arrays.stream(texts).map(ServerFrame::text).toArray(ServerFrame[]::new));
  }

  @Override
  public void sendAroundPing(String first, String ping, String second) {
    send(
        ServerFrame.of(Opcode.TEXT, first.getBytes(StandardCharsets.UTF_8)).notFinal(),
        ServerFrame.ping(ping),
        ServerFrame.continuation(second));
  }

  @Override
  public void sendBinary(byte... data) {
    send(ServerFrame.binary(data));
  }

  @Override
  public void sendPing(String payload) {
    send(ServerFrame.ping(payload));
  }

  @Override
  public void sendPong() {
    send(ServerFrame.of(Opcode.PONG));
  }

  @Override
  public void sendClose(int code, String reason) {
    // The answer to it is not to be answered once more.
    fallSilent();
    send(
        code == CloseCode.NO_STATUS
            ? ServerFrame.closeWithoutCode()
            : ServerFrame.close(code, reason));
  }

  @Override
  public void sendNonsense() {
    send(ServerFrame.text("x").withReserved(RSV2));
  }

  @Override
  public void fin() {
    run(connection::fin);
  }

  @Override
  public void reset() {
    run(connection::reset);
  }

  @Override
  public void fallSilent() {
    connection.behave(Behaviour.SILENT);
  }

  @Override
  public void freeze() {
    connection.behave(Behaviour.FROZEN);
  }

  @Override
  public void thaw() {
    connection.behave(Behaviour.SILENT);
  }

  @Override
  public List<String> received() {
    return connection.record().frames().stream().map(RawGatewaySide::shown).toList();
  }

  @Override
  public int receivedCount() {
    return (int) connection.record().framesCount();
  }

  @Override
  public boolean dialled() {
    return connection.record().upgradeRequest().isPresent();
  }

  @Override
  public boolean clientGone() {
    return connection.record().end().isPresent();
  }

  private static String shown(ClientFrame frame) {
    ByteBuffer payload = frame.payload();
    return switch (frame.opcode()) {
      case Opcode.TEXT -> "text " + frame.text();
      case Opcode.BINARY -> "binary " + hex(payload);
      case Opcode.PING -> "ping " + hex(payload);
      case Opcode.PONG -> "pong " + hex(payload);
      case Opcode.CLOSE ->
          payload.remaining() < 2
              ? "close"
              : "close "
                  + frame.closeCode()
                  + " "
                  + StandardCharsets.UTF_8.decode(payload.position(2).slice());
      default -> frame.toString();
    };
  }

  private static String hex(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void send(ServerFrame... frames) {
    run(() -> connection.send(frames));
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (SocketException e) {
      // The client was faster: the thread that reads records how, and clientGone tells.
      connection.behave(Behaviour.SILENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something on the socket. */
  private interface Work {
    void run() throws IOException;
  }
}
