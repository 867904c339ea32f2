package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to an open link: name, TCP, TLS, upgrade, one after the other, with one thing at a time
 * to cancel. Loop thread only.
 *
 * <p>A proxy will come between the name and TLS, a redirect will start over with another request.
 */
final class Opening implements NameLookup.Answer, Dialer.Result, UpgradeHandler.Result {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final String TLS = "tls";
  private static final String DECODER = "http-decoder";
  private static final String UPGRADE = "upgrade";

  /** Who wants the link; told exactly once unless cancelled. */
  interface Result {

    /**
     * The opening handshake is done; bytes that follow go through the channel's pipeline, in which
     * there is no handler for them yet.
     *
     * @param channel the receiver's to close
     * @param subprotocol what the gateway chose, empty for none
     * @param compression what was agreed on
     */
    void opened(Channel channel, String subprotocol, Compression compression);

    /** It could not be done; everything is released. */
    void failed(Cause cause);

    /** Something threw; everything is released. */
    void crashed(Throwable failure);
  }

  private final NettyEventLoop loop;
  private final TransportOptions options;
  private final NameLookup lookup;
  private final TlsContexts tls;
  private final HandshakeRequest request;
  private final Result result;
  private boolean done;
  private NameLookup.@Nullable Query query;
  private @Nullable Dialer dialer;
  private @Nullable Channel channel;

  Opening(
      NettyEventLoop loop,
      TransportOptions options,
      NameLookup lookup,
      TlsContexts tls,
      HandshakeRequest request,
      Result result) {
    this.loop = loop;
    this.options = options;
    this.lookup = lookup;
    this.tls = tls;
    this.request = request;
    this.result = result;
  }

  /** Begins; the result may be told inside this call. */
  void start() {
    guarded(() -> query = lookup.lookUp(loop, UpgradeRequest.bareHost(request.endpoint()), this));
  }

  /** Drops everything at once; the result is not told any more. */
  void cancel() {
    done = true;
    if (query != null) {
      query.cancel();
    }
    if (dialer != null) {
      dialer.cancel();
    }
    if (channel != null) {
      Sockets.reset(channel);
    }
  }

  @Override
  public void found(List<InetAddress> addresses) {
    LOG.debug("{} is {}", request, addresses);
    guarded(
        () -> {
          int port = UpgradeRequest.port(request.endpoint());
          Dialer made = new Dialer(loop, loop.family().newBootstrap(), addresses, port, this);
          dialer = made;
          made.start();
        });
  }

  @Override
  public void notFound(String reason) {
    failed(Cause.of(CauseKind.DNS_FAILURE, reason));
  }

  @Override
  public void connected(Channel connection) {
    LOG.debug("{} connected, {}", request, connection);
    channel = connection;
    guarded(() -> handshake(connection));
  }

  private void handshake(Channel connection) {
    ChannelPipeline pipeline = connection.pipeline();
    boolean secure = UpgradeRequest.isSecure(request.endpoint());
    if (secure) {
      SslHandler handler =
          tls.current()
              .newHandler(
                  connection.alloc(),
                  UpgradeRequest.bareHost(request.endpoint()),
                  UpgradeRequest.port(request.endpoint()));
      // The connect deadline belongs to whoever opened the link.
      handler.setHandshakeTimeoutMillis(0);
      pipeline.addLast(TLS, handler);
    }
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(options.limits().maxHeaderBytes())
            .setMaxHeaderSize(options.limits().maxHeaderBytes());
    UpgradeHandler upgrade =
        new UpgradeHandler(
            request,
            UpgradeRequest.of(request, MaskingKeys.ofThread(), options.compression()),
            options.limits().maxHeaderBytes(),
            this);
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
    if (!done && connection != null) {
      done = true;
      result.opened(connection, subprotocol, compression);
      // Only now, for this passes on what the decoder has read beyond the answer.
      remove(connection.pipeline(), UPGRADE);
      remove(connection.pipeline(), DECODER);
    }
  }

  @Override
  public void failed(Cause cause) {
    if (!done) {
      cancel();
      result.failed(cause);
    }
  }

  @Override
  public void refused(Cause cause) {
    failed(cause);
  }

  @Override
  public void crashed(Throwable failure) {
    if (!done) {
      cancel();
      result.crashed(failure);
    }
  }

  private static void remove(ChannelPipeline pipeline, String name) {
    // A listener that aborts the link has emptied the pipeline.
    if (pipeline.get(name) != null) {
      pipeline.remove(name);
    }
  }

  private void guarded(Runnable step) {
    if (done) {
      return;
    }
    try {
      step.run();
    } catch (Throwable t) {
      crashed(t);
    }
  }
}
