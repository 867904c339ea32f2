package dev.holdfast.adapter.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** What is done to a socket past its pipeline. Loop thread only. */
final class Sockets {

  private Sockets() {}

  /**
   * Releases the socket before this call returns, whatever it is doing: nothing that waits is sent,
   * the peer gets an RST.
   */
  static void reset(Channel channel) {
    if (channel.isOpen()) {
      try {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      } catch (ChannelException e) {
        // The kernel has closed it already, so there is nothing left to reset.
      }
    }
    drop(channel);
  }

  /** Releases the socket before this call returns; what the kernel holds is still sent. */
  static void drop(Channel channel) {
    // Through the pipeline a TLS handler would first wait for its close_notify to be written.
    channel.unsafe().close(channel.unsafe().voidPromise());
  }

  /** The address as a person writes it. */
  static String format(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }
}
