package dev.holdfast.adapter.systemd;

import dev.holdfast.application.port.out.ServiceNotice;
import dev.holdfast.application.port.out.ServiceNotifier;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each notice as one datagram to the socket that {@code NOTIFY_SOCKET} names: a path, or
 * {@code @} and a name in the abstract namespace of Linux.
 *
 * <p>The socket is never waited for: what it does not take at once may be told later. That it
 * cannot be reached is a warning the first time, and after that for those who debug. Lives as long
 * as the process; any thread, one at a time.
 *
 * <p>It is Netty's own bridge to the system that is called here, without a channel: a channel needs
 * an event loop, hence a thread, for a few bytes now and then.
 */
public final class NotifySocket implements ServiceNotifier {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.service");

  /** {@code sun_path} without its end, unix(7). */
  static final int ADDRESS_MOST = 107;

  private static final int BUFFER = 4_096;

  private final String name;
  private final byte[] address;
  private final Socket socket;

  /** The system reads from outside the heap; made once, because it is freed late. */
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

  private boolean warned;

  private NotifySocket(String name, byte[] address) {
    this.name = name;
    this.address = address;
    this.socket = Socket.newSocketDomainDgram();
  }

  /**
   * Prepares to send; whether anybody is there turns out later.
   *
   * @param address as systemd writes it
   * @throws IOException if it is none that can be sent to, or if nothing can be sent from here; one
   *     line for people
   */
  public static NotifySocket to(String address) throws IOException {
    byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = address.startsWith("@");
    if ((!isAbstract && !address.startsWith("/")) || bytes.length < 2) {
      throw new IOException("expected an absolute path, or @ and a name");
    }
    if (bytes.length > ADDRESS_MOST) {
      throw new IOException(
          "expected " + ADDRESS_MOST + " bytes at most, but it has " + bytes.length);
    }
    if (!Epoll.isAvailable()) {
      throw new IOException(
          "datagrams to unix sockets need Netty's native library, which does not run here: "
              + Epoll.unavailabilityCause().getMessage());
    }
    if (isAbstract) {
      bytes[0] = 0;
    }
    return new NotifySocket(address, bytes);
  }

  @Override
  public boolean tell(ServiceNotice notice) {
    byte[] message = NotifyMessage.of(notice);
    buffer.clear().put(message);
    try {
      if (socket.sendToDomainSocket(buffer, 0, message.length, address) == message.length) {
        return true;
      }
      failed(notice, "it does not take any more for now");
    } catch (IOException e) {
      // Netty says nothing about a path that is not there.
      failed(notice, e.getMessage() == null ? "there is no such socket" : e.getMessage());
    }
    return false;
  }

  private void failed(ServiceNotice notice, String why) {
    if (warned) {
      LOG.debug("{} was not told {}: {}", name, notice, why);
    } else {
      warned = true;
      LOG.warn(
          "NOTIFY_SOCKET={} cannot be reached, the service manager is not told: {}", name, why);
    }
  }
}
