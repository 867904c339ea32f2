package dev.holdfast.adapter.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Which of Netty's socket implementations the loops run on. */
enum SocketFamily {
  /** Linux epoll: fewer system calls, TCP_USER_TIMEOUT and keepalive times. */
  EPOLL(EpollSocketChannel.class, EpollDatagramChannel.class),
  /** The selector of the Java runtime: everywhere. */
  NIO(NioSocketChannel.class, NioDatagramChannel.class);

  /**
   * How long written bytes may stay unacknowledged before the kernel gives the connection up. The
   * heartbeat notices a dead peer much earlier; this is for a link whose heartbeat is switched off.
   */
  private static final int USER_TIMEOUT_MILLIS = 60_000;

  private static final int KEEPALIVE_IDLE_SECONDS = 60;
  private static final int KEEPALIVE_INTERVAL_SECONDS = 15;
  private static final int KEEPALIVE_PROBES = 4;

  private final Class<? extends SocketChannel> socketType;
  private final Class<? extends DatagramChannel> datagramType;

  SocketFamily(
      Class<? extends SocketChannel> socketType, Class<? extends DatagramChannel> datagramType) {
    this.socketType = socketType;
    this.datagramType = datagramType;
  }

  /** The best one that works here. */
  static SocketFamily best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  IoHandlerFactory handlerFactory() {
    return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  Class<? extends SocketChannel> socketType() {
    return socketType;
  }

  Class<? extends DatagramChannel> datagramType() {
    return datagramType;
  }

  /** A client bootstrap with the socket options of a link, without loop and handler. */
  Bootstrap newBootstrap() {
    Bootstrap bootstrap =
        new Bootstrap()
            .channel(socketType)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            // The connect deadline belongs to whoever opened the link.
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    if (this == EPOLL) {
      bootstrap
          .option(EpollChannelOption.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLIS)
          .option(EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS)
          .option(EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_INTERVAL_SECONDS)
          .option(EpollChannelOption.TCP_KEEPCNT, KEEPALIVE_PROBES);
    }
    return bootstrap;
  }
}
