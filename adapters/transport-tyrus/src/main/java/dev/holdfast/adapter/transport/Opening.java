package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import io.netty.channel.Channel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to an open link: one hop, and one more for each redirect, at most five. A socket is
 * closed before the next one is dialled. Loop thread only.
 */
final class Opening implements Hop.Result {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private static final int REDIRECTS_MAX = 5;

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

  private final Equipment equipment;
  private final Result result;
  private HandshakeRequest request;
  private int redirects;
  private boolean headersLeftOut;
  private boolean cancelled;
  private @Nullable Hop hop;

  Opening(
      NettyEventLoop loop,
      TransportOptions options,
      NameLookup lookup,
      TlsContexts tls,
      HandshakeRequest request,
      Consumer<Runnable> log,
      Result result) {
    this.equipment = new Equipment(loop, options, lookup, tls, log);
    this.request = request;
    this.result = result;
  }

  /** Begins; the result may be told inside this call. */
  void start() {
    Hop made = new Hop(equipment, request, this);
    hop = made;
    made.start();
  }

  /** Drops everything at once; the result is not told any more. */
  void cancel() {
    cancelled = true;
    if (hop != null) {
      hop.cancel();
    }
  }

  @Override
  public void opened(Channel channel, String subprotocol, Compression compression) {
    result.opened(channel, subprotocol, compression);
  }

  @Override
  public void redirected(int status, String location) {
    try {
      follow(Redirect.of(request, status, location));
    } catch (RuntimeException e) {
      result.crashed(e);
    }
  }

  private void follow(Redirect redirect) {
    if (redirect instanceof Redirect.Refused refused) {
      failed(refused.cause());
    } else if (redirect instanceof Redirect.Followed followed) {
      if (redirects == REDIRECTS_MAX) {
        failed(followed.tooMany(REDIRECTS_MAX));
        return;
      }
      equipment.debug(LOG, "{} redirects to {}", request, followed.request());
      headersLeftOut |= followed.request().headers().size() < request.headers().size();
      request = followed.request();
      redirects++;
      // In a task of its own: the hops of a gateway that answers at once must not pile up.
      equipment
          .loop()
          .execute(
              () -> {
                if (!cancelled) {
                  start();
                }
              });
    }
  }

  @Override
  public void failed(Cause cause) {
    result.failed(redirects == 0 ? cause : placed(cause));
  }

  /** A failure after a redirect says where it happened: the user knows another address. */
  private Cause placed(Cause cause) {
    String place = "redirected to " + Redirect.origin(request.endpoint());
    boolean wantsLogin =
        cause.kind() == CauseKind.HANDSHAKE_REJECTED
            && (cause.code() == 401 || cause.code() == 403);
    String why =
        wantsLogin && headersLeftOut ? " (headers and credentials stay with the first)" : "";
    String detail = cause.detail().isEmpty() ? "" : ": " + cause.detail();
    return new Cause(cause.kind(), cause.code(), place + why + detail, cause.retryAfter());
  }

  @Override
  public void crashed(Throwable failure) {
    result.crashed(failure);
  }
}
