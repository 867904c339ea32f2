package dev.holdfast.adapter.adminhttp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One TCP connection to the control API, on which anything can be said. */
final class RawHttp implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) AdminStage.LIMIT.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Says something; lines end as they are written. */
  RawHttp say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a request without a body to the right host, with further header lines. */
  RawHttp get(String path, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: ");
    head.append("127.0.0.1:").append(socket.getPort()).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return say(head.append("\r\n").toString());
  }

  /** Reads one answer that has a Content-Length: its status line, headers and body. */
  String answer() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the answer ends after: " + head);
      }
      head.append((char) next);
    }
    int length = 0;
    for (String line : head.toString().split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** Reads until this text has come. */
  String until(String text) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    while (!seen.toString(StandardCharsets.UTF_8).contains(text)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no \"" + text + "\" in: " + seen.toString(StandardCharsets.UTF_8));
      }
      seen.write(next);
    }
    return seen.toString(StandardCharsets.UTF_8);
  }

  /** Waits until the other side has hung up. */
  void awaitEnd() throws IOException {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException e) {
      // A reset is an end as well.
      return;
    }
  }

  /** Leaves before the end of the test. */
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
