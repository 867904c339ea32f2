package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.CloseCode;
import java.nio.ByteBuffer;
import java.util.List;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.core.Version;
import org.glassfish.tyrus.core.WebSocketException;
import org.glassfish.tyrus.core.frame.BinaryFrame;
import org.glassfish.tyrus.core.frame.CloseFrame;
import org.glassfish.tyrus.core.frame.Frame;
import org.glassfish.tyrus.core.frame.PingFrame;
import org.glassfish.tyrus.core.frame.PongFrame;
import org.glassfish.tyrus.core.frame.TextFrame;
import org.glassfish.tyrus.spi.Writer;

/**
 * Tyrus's protocol engine for one open link: it unframes, puts fragments in order, decodes UTF-8
 * strictly, and answers pings. Loop thread only.
 *
 * <p>Tyrus is driven at the level of its {@link ProtocolHandler} and {@link TyrusWebSocket}, below
 * {@code ClientManager} and {@code Session}, because what those add is what a supervised link must
 * not have (2.2.2 sources): a connect that blocks a thread on a latch; executors that are created
 * and shut down with every single connection; an idle task for every message; a read buffer that
 * grows by 256 bytes, so that one large frame is copied again for every read; a session that drops
 * messages once it has begun to close, replaces close codes (1005, 1012, 1013, 1014), and stays
 * open when a callback throws, {@code OutOfMemoryError} included.
 */
final class TyrusEngine {

  /** Who gets what arrived. */
  interface Receiver {

    /**
     * Text arrived.
     *
     * @param part a whole message, or the next fragment of one
     * @param last whether it ends the message
     */
    void text(String part, boolean last);

    /**
     * Binary data arrived.
     *
     * @param part a whole message, or the next fragment of one; the receiver's to keep
     * @param last whether it ends the message
     */
    void binary(byte[] part, boolean last);

    /**
     * A ping arrived.
     *
     * @param payload to be sent back
     */
    void ping(byte[] payload);

    /** A pong arrived. */
    void pong();
  }

  private final ProtocolHandler protocol;
  private final Socket socket;

  /**
   * Creates the engine of a link whose opening handshake is done.
   *
   * @param receiver gets what arrives
   * @param writer gets Tyrus's own frames
   * @param keys masks them
   */
  TyrusEngine(Receiver receiver, Writer writer, MaskingKeys keys) {
    protocol = Version.DRAFT17.createHandler(true, keys);
    socket = new Socket(protocol, receiver);
    protocol.setWriter(writer);
    protocol.setExtensions(List.of());
    socket.open();
  }

  /**
   * Takes one frame.
   *
   * @param frame exactly one whole frame that the guard has let through, no close frame
   * @throws FrameViolation if its content breaks the protocol
   */
  void accept(ByteBuffer frame) throws FrameViolation {
    try {
      Frame unframed = protocol.unframe(frame);
      if (unframed == null) {
        throw new IllegalStateException("Tyrus wants more than the whole frame");
      }
      protocol.process(unframed, socket);
    } catch (WebSocketException e) {
      int code = e.getCloseReason().getCloseCode().getCode();
      String rule =
          code == CloseCode.INVALID_PAYLOAD ? "text is not UTF-8" : ConnectFailures.message(e);
      throw new FrameViolation(code, rule);
    }
  }

  /** Lets Tyrus write the pong that answers a ping. */
  void answerPing(byte[] payload) {
    // Our writer has taken the frame when this returns.
    var unused = socket.sendPong(payload);
  }

  /** Tyrus's view of the connection, with our receiver in the place of its endpoint. */
  private static final class Socket extends TyrusWebSocket {

    private final Receiver receiver;

    Socket(ProtocolHandler protocol, Receiver receiver) {
      super(protocol, null);
      this.receiver = receiver;
    }

    void open() {
      onConnect(null, null, null, null, null);
    }

    @Override
    public void onMessage(TextFrame frame) {
      receiver.text(frame.getTextPayload(), true);
    }

    @Override
    public void onFragment(TextFrame frame, boolean last) {
      receiver.text(frame.getTextPayload(), last);
    }

    @Override
    public void onMessage(BinaryFrame frame) {
      receiver.binary(frame.getPayloadData(), true);
    }

    @Override
    public void onFragment(BinaryFrame frame, boolean last) {
      receiver.binary(frame.getPayloadData(), last);
    }

    @Override
    public void onPing(PingFrame frame) {
      receiver.ping(frame.getPayloadData());
    }

    @Override
    public void onPong(PongFrame frame) {
      receiver.pong();
    }

    @Override
    public void onClose(CloseFrame frame) {
      throw new IllegalStateException("close frames do not reach the engine");
    }
  }
}
