package dev.holdfast.adapter.adminhttp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The control API of a process. It has a thread of its own, so that whatever clients do costs the
 * connections nothing.
 */
public final class AdminServer implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final int MAX_LINE = 4 << 10;
  private static final int MAX_HEADERS = 16 << 10;

  private final AdminOptions options;
  private final ServerSocketChannel socket;
  private final InetSocketAddress address;
  private Optional<EventLoopGroup> group = Optional.empty();

  private AdminServer(AdminOptions options, ServerSocketChannel socket, InetSocketAddress address) {
    this.options = options;
    this.socket = socket;
    this.address = address;
  }

  /**
   * Takes the address, so that it is known early whether it is free. Clients that come before
   * {@link #serve} wait.
   *
   * @throws IOException if it cannot be had, with the reason
   */
  public static AdminServer bind(AdminOptions options) throws IOException {
    InetAddress host = InetAddress.getByName(options.host());
    if (options.loopbackOnly() && !host.isLoopbackAddress()) {
      throw new IOException(options.host() + " is " + host.getHostAddress() + ", not loopback");
    }
    ServerSocketChannel socket = ServerSocketChannel.open();
    try {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      socket.bind(new InetSocketAddress(host, options.port()), BACKLOG);
      return new AdminServer(options, socket, (InetSocketAddress) socket.getLocalAddress());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Where it listens, as a user writes it. */
  public String address() {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /**
   * Begins to answer. Once.
   *
   * @param services what it serves
   * @param events where transitions come from
   */
  public void serve(AdminServices services, LiveEvents events) {
    EventLoopGroup one =
        new MultiThreadIoEventLoopGroup(1, AdminServer::thread, NioIoHandler.newFactory());
    group = Optional.of(one);
    Desk desk = desk(services, one);
    events.leadTo(desk.followers());
    var unused =
        new ServerBootstrap()
            .group(one)
            .channelFactory(() -> new NioServerSocketChannel(socket))
            // Few and small: pools would cost more than they save.
            .childOption(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(
                    options.limits().maxBacklogBytes() / 2, options.limits().maxBacklogBytes()))
            .childHandler(new Entrance(desk))
            .register();
  }

  /** Stops listening and hangs up. Returns at once. */
  @Override
  public void close() throws IOException {
    socket.close();
    group.ifPresent(
        one -> {
          var unused = one.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        });
  }

  private Desk desk(AdminServices services, EventLoopGroup one) {
    AdminLimits limits = options.limits();
    Json json = new Json(services.mask());
    Problems problems = new Problems(json);
    ClientCounters counters = new ClientCounters();
    ConnectionResources connections = new ConnectionResources(services, limits, json, problems);
    ProcessResources process = new ProcessResources(services, limits, json, problems, counters);
    HealthResources health =
        new HealthResources(services.health(), connections::all, json, options.token().isEmpty());
    return new Desk(
        limits,
        new Gatekeeper(options.loopbackOnly(), address.getPort(), options.token(), problems),
        new Routes(
            Stream.concat(
                    routes(connections, process, health).stream(), PageResources.routes().stream())
                .toList(),
            problems),
        problems,
        new Clients(limits, counters),
        counters,
        new Followers(one.next(), limits, json, counters),
        () -> connections.all().stream().map(connections::statusLine).toList());
  }

  /** All that programs can ask for; the page is for people. */
  static List<Route> routes(
      ConnectionResources connections, ProcessResources process, HealthResources health) {
    List<Route> routes = new ArrayList<>(connections.routes());
    routes.addAll(process.routes());
    routes.addAll(health.routes());
    routes.add(
        new Route(
            HttpMethod.GET,
            "/v1/events",
            0,
            (id, body) -> CompletableFuture.failedFuture(new IllegalStateException("has no end")),
            Route.Kind.EVENTS));
    return routes;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new FastThreadLocalThread(task, "holdfast-admin");
    thread.setDaemon(true);
    return thread;
  }

  /** Gives every new client what it needs. */
  private static final class Entrance extends ChannelInitializer<SocketChannel> {

    private final Desk desk;

    Entrance(Desk desk) {
      this.desk = desk;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(
                  new HttpDecoderConfig()
                      .setMaxInitialLineLength(MAX_LINE)
                      .setMaxHeaderSize(MAX_HEADERS)),
              // Holds back what a client sends ahead while it waits for an answer.
              new FlowControlHandler(),
              new ClientHandler(desk, channel));
    }
  }
}
