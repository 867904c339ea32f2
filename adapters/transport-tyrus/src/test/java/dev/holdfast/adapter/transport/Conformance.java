package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * One case of conformance to RFC 6455, in the categories and under the numbers of the Autobahn
 * testsuite: the gateway sends something, the client echoes messages as a testee of that suite
 * does, and what it sends is compared with what it must send.
 *
 * @param id such as 6.4.2; the first number is the category
 * @param sends what the gateway does, for the table
 * @param delivery how the bytes reach the socket
 * @param frames what the gateway sends, in order
 * @param tail bytes behind the frames, possibly the beginning of a frame
 * @param replies what the client must send before the end
 * @param closeCode the code of the close frame that the client must send
 * @param closes whether the gateway itself starts the closing handshake behind all that, with 1000
 * @param delivered whether the cause of the end must be the gateway's own close
 */
record Conformance(
    String id,
    String sends,
    Delivery delivery,
    List<ServerFrame> frames,
    ByteBuffer tail,
    List<Reply> replies,
    OptionalInt closeCode,
    boolean closes,
    boolean delivered) {

  /** How bytes reach the socket. */
  record Delivery(String words, int chop) {

    static final Delivery ONE_WRITE = new Delivery("in one write", 0);
    static final Delivery FRAME_WISE = new Delivery("a frame at a time", -1);
    static final Delivery OCTET_WISE = new Delivery("a byte at a time", 1);
    static final Delivery ROUND_TRIPS = new Delivery("each after the last one's echo", -2);

    static Delivery chops(int bytes) {
      return new Delivery("in chops of " + bytes + " bytes", bytes);
    }
  }

  /**
   * A frame that the client must send.
   *
   * @param kind text, binary or pong
   * @param payload whole and unmasked
   */
  record Reply(String kind, ByteBuffer payload) {

    /** In the words of the table: short payloads as they are, long ones by their length. */
    String words() {
      int length = payload.remaining();
      if (length == 0) {
        return kind + " (empty)";
      }
      String text = StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
      boolean readable = text.chars().allMatch(c -> c > ' ' - 1 && c != '|' && c != 127);
      return length <= 24 && readable && !kind.equals("binary")
          ? kind + " `" + text + "`"
          : kind + " of " + length + " bytes";
    }

    @Override
    public String toString() {
      return words();
    }
  }

  /** Begins a case in which nothing is sent in answer and the gateway ends with 1000. */
  static Conformance of(String id, String sends, ServerFrame... frames) {
    return new Conformance(
        id,
        sends,
        Delivery.ONE_WRITE,
        List.of(frames),
        ByteBuffer.allocate(0),
        List.of(),
        OptionalInt.of(1000),
        true,
        true);
  }

  Conformance delivered(Delivery how) {
    return new Conformance(id, sends, how, frames, tail, replies, closeCode, closes, delivered);
  }

  Conformance beginning(byte... bytes) {
    return new Conformance(
        id, sends, delivery, frames, ByteBuffer.wrap(bytes), replies, closeCode, closes, delivered);
  }

  Conformance answeredBy(Reply... all) {
    return new Conformance(
        id, sends, delivery, frames, tail, List.of(all), closeCode, closes, delivered);
  }

  /** The client must fail the connection with this code (RFC 6455 7.1.7). */
  Conformance fails(int code) {
    return new Conformance(
        id, sends, delivery, frames, tail, replies, OptionalInt.of(code), false, false);
  }

  /** A close frame is among the frames; the client must answer it with this code, or without. */
  Conformance closed(OptionalInt code) {
    return new Conformance(id, sends, delivery, frames, tail, replies, code, false, true);
  }

  String category() {
    return id.substring(0, id.indexOf('.'));
  }

  static Reply text(String payload) {
    return text(payload.getBytes(StandardCharsets.UTF_8));
  }

  static Reply text(byte[] payload) {
    return new Reply("text", ByteBuffer.wrap(payload));
  }

  static Reply binary(byte[] payload) {
    return new Reply("binary", ByteBuffer.wrap(payload));
  }

  static Reply pong(byte... payload) {
    return new Reply("pong", ByteBuffer.wrap(payload));
  }

  static Reply pong(String payload) {
    return pong(payload.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return id + " " + sends;
  }
}
