package dev.holdfast.adapter.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/** A name server on loopback that answers every name alike (RFC 1035 section 4). */
final class DnsServer implements AutoCloseable {

  private static final int TYPE_A = 1;
  private static final int TYPE_AAAA = 28;
  private static final int CODE_FAILURE = 2;
  private static final int CODE_UNKNOWN = 3;
  private static final int HEADER_BYTES = 12;

  private final DatagramSocket socket;
  private final Thread thread;
  private List<String> four = List.of();
  private List<String> six = List.of();
  private int code;
  private boolean silent;
  private boolean silentAboutSix;
  private int questions;

  DnsServer() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    thread = new Thread(this::serve, "dns-server");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  synchronized void answer(List<String> ipv4, List<String> ipv6) {
    four = ipv4;
    six = ipv6;
  }

  synchronized void answerUnknown() {
    code = CODE_UNKNOWN;
  }

  synchronized void answerFailure() {
    code = CODE_FAILURE;
  }

  synchronized void swallowAll() {
    silent = true;
  }

  synchronized void swallowIpv6Questions() {
    silentAboutSix = true;
  }

  synchronized int questionsCount() {
    return questions;
  }

  private void serve() {
    byte[] buffer = new byte[1500];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] reply = reply(Arrays.copyOf(buffer, packet.getLength()));
        if (reply.length > 0) {
          socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private synchronized byte[] reply(byte[] query) throws IOException {
    questions++;
    int end = HEADER_BYTES;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    int type = query[end + 1] << 8 | query[end + 2];
    if (silent || (silentAboutSix && type == TYPE_AAAA)) {
      return new byte[0];
    }
    List<String> found = type == TYPE_A ? four : type == TYPE_AAAA ? six : List.of();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(query, 0, 2);
    out.writeShort(0x8180 | code);
    out.writeShort(1);
    out.writeShort(code == 0 ? found.size() : 0);
    out.writeInt(0);
    out.write(query, HEADER_BYTES, end + 5 - HEADER_BYTES);
    if (code == 0) {
      for (String literal : found) {
        byte[] address = InetAddress.getByName(literal).getAddress();
        out.writeShort(0xc000 | HEADER_BYTES);
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(3600);
        out.writeShort(address.length);
        out.write(address);
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
