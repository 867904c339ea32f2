package dev.holdfast.bootstrap.lifecycle;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Stands where systemd stands: takes the datagrams of a daemon, and when they came. */
public final class NoticeReceiver implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final List<Notice> all = new CopyOnWriteArrayList<>();
  private final String address;

  /** A datagram. */
  public record Notice(String text, long atNanos) {

    /** Whether it says this, and perhaps more. */
    public boolean says(String line) {
      return text.lines().anyMatch(line::equals);
    }

    /** The value of a variable. */
    public Optional<String> value(String variable) {
      return text.lines()
          .filter(line -> line.startsWith(variable + "="))
          .map(line -> line.substring(variable.length() + 1))
          .findFirst();
    }
  }

  private NoticeReceiver(String address) {
    this.address = address;
  }

  /**
   * Listens.
   *
   * @param address as in NOTIFY_SOCKET
   */
  public static NoticeReceiver at(String address) {
    NoticeReceiver receiver = new NoticeReceiver(address);
    new Bootstrap()
        .group(receiver.group)
        .channel(EpollDomainDatagramChannel.class)
        .handler(receiver.new Handler())
        .bind(
            new DomainSocketAddress(
                address.startsWith("@") ? "\0" + address.substring(1) : address))
        .syncUninterruptibly();
    return receiver;
  }

  /** As in NOTIFY_SOCKET. */
  public String address() {
    return address;
  }

  /** Everything so far. */
  public List<Notice> all() {
    return all;
  }

  /** Everything so far that says this. */
  public List<Notice> saying(String line) {
    return all.stream().filter(notice -> notice.says(line)).toList();
  }

  /** How many there are so far: where those begin that come from now on. */
  public int mark() {
    return all.size();
  }

  /** Waits for the first one that fits, of those that came after a mark. */
  public Notice await(int mark, String what, Predicate<Notice> fits) {
    Awaitility.await(what)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> all.stream().skip(mark).anyMatch(fits));
    return all.stream().skip(mark).filter(fits).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Handler extends SimpleChannelInboundHandler<DomainDatagramPacket> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
      all.add(new Notice(packet.content().toString(StandardCharsets.UTF_8), System.nanoTime()));
    }
  }
}
