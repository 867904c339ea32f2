package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upgrade request and its answer: a connection to the gateway, direct or through a proxy, then
 * TLS, then the upgrade, with one thing at a time to cancel. Loop thread only.
 */
final class Hop implements Dialer.Result, UpgradeHandler.Result {

  private static final Logger LOG = LoggerFactory.getLogger(Hop.class);
  private static final String TLS = "tls";
  private static final String DECODER = "http-decoder";
  private static final String UPGRADE = "upgrade";

  /** Who asked; told exactly once unless cancelled. */
  interface Result {

    /** See {@link Opening.Result#opened}. */
    void opened(Channel channel, String subprotocol, Compression compression);

    /** See {@link UpgradeHandler.Result#redirected}; everything is released. */
    void redirected(int status, String location);

    /** It could not be done; everything is released. */
    void failed(Cause cause);

    /** Something threw; everything is released. */
    void crashed(Throwable failure);
  }

  private final Equipment equipment;
  private final HandshakeRequest request;
  private final Result result;
  private final Guard guard = new Guard(this::crashed);
  private @Nullable Reach reach;
  private @Nullable Passage passage;
  private @Nullable Channel channel;

  Hop(Equipment equipment, HandshakeRequest request, Result result) {
    this.equipment = equipment;
    this.request = request;
    this.result = result;
  }

  /** Begins; the result may be told inside this call. */
  void start() {
    guard.run(this::prepare);
  }

  /** TLS is loaded first: what the loop would wait for, everybody on it would wait for. */
  private void prepare() {
    if (!UpgradeRequest.isSecure(request.endpoint())) {
      connect();
      return;
    }
    var unused =
        equipment
            .tls()
            .load()
            .whenComplete(
                (context, failure) -> equipment.onLoop(() -> guard.run(() -> prepared(failure))));
  }

  private void prepared(@Nullable Throwable failure) {
    if (failure == null) {
      connect();
    } else if (failure instanceof IllegalArgumentException) {
      failed(Cause.of(CauseKind.TLS_FAILURE, ConnectFailures.message(failure)));
    } else {
      crashed(failure);
    }
  }

  private void connect() {
    URI endpoint = request.endpoint();
    Optional<Proxy> proxy = equipment.options().proxies().proxyFor(endpoint);
    if (proxy.isPresent()) {
      equipment.debug(LOG, "{} through {}", request, proxy.get());
      Passage made = new Passage(equipment, guard, proxy.get(), endpoint, this);
      passage = made;
      made.start();
    } else {
      String host = UpgradeRequest.bareHost(endpoint);
      Reach made = new Reach(equipment, guard, host, UpgradeRequest.port(endpoint), this);
      reach = made;
      made.start();
    }
  }

  /** Drops everything at once; the result is not told any more. */
  void cancel() {
    guard.end();
    if (reach != null) {
      reach.cancel();
    }
    if (passage != null) {
      passage.cancel();
    }
    if (channel != null) {
      Sockets.reset(channel);
    }
  }

  @Override
  public void connected(Channel connection) {
    equipment.debug(LOG, "{} connected, {}", request, connection);
    channel = connection;
    handshake(connection);
  }

  private void handshake(Channel connection) {
    ChannelPipeline pipeline = connection.pipeline();
    boolean secure = UpgradeRequest.isSecure(request.endpoint());
    if (secure) {
      SslHandler handler =
          equipment
              .tls()
              .current()
              .newHandler(
                  connection.alloc(),
                  UpgradeRequest.bareHost(request.endpoint()),
                  UpgradeRequest.port(request.endpoint()));
      // The connect deadline belongs to whoever opened the link.
      handler.setHandshakeTimeoutMillis(0);
      pipeline.addLast(TLS, handler);
    }
    int maxHeaderBytes = equipment.options().limits().maxHeaderBytes();
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(maxHeaderBytes)
            .setMaxHeaderSize(maxHeaderBytes);
    UpgradeRequest upgradeRequest =
        UpgradeRequest.of(request, MaskingKeys.ofThread(), equipment.options().compression());
    UpgradeHandler upgrade = new UpgradeHandler(request, upgradeRequest, maxHeaderBytes, this);
    pipeline
        .addLast(new HttpPrefix(upgrade::notHttp))
        .addLast(DECODER, new HttpResponseDecoder(limits))
        .addLast(UPGRADE, upgrade);
    if (!secure) {
      upgrade.send(pipeline.context(upgrade));
    }
  }

  @Override
  public void upgraded(String subprotocol, Compression compression) {
    Channel connection = channel;
    if (!guard.isOver() && connection != null) {
      guard.end();
      result.opened(connection, subprotocol, compression);
      // Only now, for this passes on what the decoder has read beyond the answer.
      remove(connection.pipeline(), UPGRADE);
      remove(connection.pipeline(), DECODER);
    }
  }

  private static void remove(ChannelPipeline pipeline, String name) {
    // A listener that aborts the link has emptied the pipeline.
    if (pipeline.get(name) != null) {
      pipeline.remove(name);
    }
  }

  @Override
  public void redirected(int status, String location) {
    if (!guard.isOver()) {
      cancel();
      result.redirected(status, location);
    }
  }

  @Override
  public void failed(Cause cause) {
    if (!guard.isOver()) {
      Cause placed = placed(cause);
      cancel();
      result.failed(placed);
    }
  }

  /**
   * A name may stand for several machines, of which one is at fault: the user has to be told which.
   */
  private Cause placed(Cause cause) {
    String host = UpgradeRequest.bareHost(request.endpoint());
    if (channel == null
        || passage != null
        || NetUtil.isValidIpV4Address(host)
        || NetUtil.isValidIpV6Address(host)
        || !(channel.remoteAddress() instanceof InetSocketAddress address)) {
      return cause;
    }
    String place = "at " + Sockets.format(address);
    String detail = cause.detail().isEmpty() ? place : cause.detail() + ", " + place;
    return new Cause(cause.kind(), cause.code(), detail, cause.retryAfter());
  }

  @Override
  public void refused(Cause cause) {
    failed(cause);
  }

  @Override
  public void crashed(Throwable failure) {
    if (!guard.isOver()) {
      cancel();
      result.crashed(failure);
    }
  }
}
