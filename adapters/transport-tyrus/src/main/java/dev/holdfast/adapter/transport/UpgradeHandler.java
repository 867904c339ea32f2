package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the upgrade request and judges the answer, which arrives as decoded HTTP. Sits behind the
 * HTTP decoder; both are taken out by the receiver of the result. Loop thread only.
 */
final class UpgradeHandler extends ChannelInboundHandlerAdapter {

  /** How long the body of a refusal is waited for: it only makes the message more helpful. */
  private static final long BODY_WAIT_MILLIS = 250;

  /** How much of that body is looked at; more than is shown, so that no secret is cut in two. */
  private static final int BODY_MAX = 1024;

  /** How many interim answers (103 Early Hints and the like) are read over. */
  private static final int INTERIM_ANSWERS_MAX = 8;

  /** Who asked; told exactly once, unless the handler was removed before. */
  interface Result {

    /**
     * The answer is a valid 101.
     *
     * @param subprotocol what the gateway chose, empty for none
     * @param compression what was agreed on
     */
    void upgraded(String subprotocol, Compression compression);

    /**
     * The answer is a redirect. The channel may still be open.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param location where to, as it was written; not blank
     */
    void redirected(int status, String location);

    /** It is not, or there is none. The channel may still be open. */
    void refused(Cause cause);

    /** Something threw. */
    void crashed(Throwable failure);
  }

  private final HandshakeRequest request;
  private final UpgradeRequest upgrade;
  private final Redaction redaction;
  private final int maxHeaderBytes;
  private final Result result;
  private final StringBuilder body = new StringBuilder();
  private int interimAnswers;
  private boolean done;
  private boolean upgraded;
  private @Nullable HttpResponse refusal;
  private @Nullable Future<?> bodyWait;

  UpgradeHandler(
      HandshakeRequest request, UpgradeRequest upgrade, int maxHeaderBytes, Result result) {
    this.request = request;
    this.upgrade = upgrade;
    this.redaction = Redaction.of(request);
    this.maxHeaderBytes = maxHeaderBytes;
    this.result = result;
  }

  /** Writes the request; over TLS the handler does so itself when TLS is up. */
  void send(ChannelHandlerContext ctx) {
    ByteBuf bytes = ctx.alloc().buffer(upgrade.text().length());
    bytes.writeCharSequence(upgrade.text(), StandardCharsets.ISO_8859_1);
    ctx.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (upgraded) {
      // What follows a 101 belongs to the frames.
      ctx.fireChannelRead(message);
      return;
    }
    try {
      if (!done && message instanceof HttpObject part) {
        received(ctx, part);
      }
    } catch (Throwable t) {
      finish();
      result.crashed(t);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void received(ChannelHandlerContext ctx, HttpObject part) {
    if (part.decoderResult().isFailure()) {
      undecodable(part.decoderResult().cause());
      return;
    }
    if (part instanceof HttpResponse answer) {
      answered(ctx, answer);
    }
    if (!done && refusal != null && part instanceof HttpContent content) {
      collect(content);
      if (part instanceof LastHttpContent || body.length() >= BODY_MAX) {
        reject(refusal);
      }
    }
  }

  private void answered(ChannelHandlerContext ctx, HttpResponse answer) {
    int status = answer.status().code();
    if (status == 101) {
      Optional<String> problem = UpgradeAnswer.problem(answer, request, upgrade);
      if (problem.isPresent()) {
        refuse(Cause.of(CauseKind.HANDSHAKE_INVALID, redaction.apply(problem.get())));
      } else {
        finish();
        upgraded = true;
        result.upgraded(
            UpgradeAnswer.subprotocol(answer), UpgradeAnswer.compression(answer, upgrade));
      }
    } else if (status >= 100 && status < 200) {
      if (++interimAnswers > INTERIM_ANSWERS_MAX) {
        refuse(Cause.of(CauseKind.HANDSHAKE_INVALID, "endless interim answers"));
      }
    } else if (isRedirect(status) && !location(answer).isEmpty()) {
      finish();
      result.redirected(status, location(answer));
    } else {
      refusal = answer;
      bodyWait =
          ctx.executor().schedule(() -> reject(answer), BODY_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** RFC 9110 section 15.4: those that name another place to ask the same of. */
  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static String location(HttpResponse answer) {
    String location = answer.headers().get(HttpHeaderNames.LOCATION);
    return location == null ? "" : location.strip();
  }

  private void collect(HttpContent content) {
    String encoding =
        refusal == null ? null : refusal.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return;
    }
    ByteBuf bytes = content.content();
    int length = Math.min(bytes.readableBytes(), BODY_MAX);
    body.append(bytes.toString(bytes.readerIndex(), length, StandardCharsets.UTF_8));
  }

  private void reject(HttpResponse answer) {
    if (done) {
      return;
    }
    String header = answer.headers().get(HttpHeaderNames.RETRY_AFTER);
    Optional<Duration> retryAfter =
        header == null ? Optional.empty() : RetryAfter.parse(header, Instant.now());
    refuse(
        Cause.handshakeRejected(
            answer.status().code(), redaction.apply(describe(answer)), retryAfter));
  }

  /** The words of the status line and the beginning of the body. */
  private String describe(HttpResponse answer) {
    String reason = answer.status().reasonPhrase().strip();
    String text = body.toString().replaceAll("\\s+", " ").strip();
    return reason + (reason.isEmpty() || text.isEmpty() ? "" : ": ") + text;
  }

  private void undecodable(Throwable failure) {
    if (failure instanceof PrematureChannelClosureException) {
      // The end of the connection follows and is reported as what it is.
      return;
    }
    if (refusal != null) {
      reject(refusal);
    } else if (failure instanceof TooLongFrameException) {
      refuse(
          Cause.of(
              CauseKind.HANDSHAKE_INVALID,
              "the answer is longer than " + maxHeaderBytes + " bytes"));
    } else {
      refuse(Cause.of(CauseKind.HANDSHAKE_INVALID, "the answer is not HTTP"));
    }
  }

  /**
   * The first bytes of the answer show that it is none.
   *
   * @param tls whether they are TLS
   */
  void notHttp(boolean tls) {
    if (!done) {
      refuse(
          Cause.of(
              CauseKind.HANDSHAKE_INVALID,
              tls
                  ? "the gateway speaks TLS on this port: wss:// is needed"
                  : "the answer is not HTTP"));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (upgraded) {
      ctx.fireChannelInactive();
    } else if (done) {
      // Refused: the end is what was asked for.
      return;
    } else if (refusal != null) {
      reject(refusal);
    } else {
      refuse(Cause.of(CauseKind.LINK_LOST, "ended during the opening handshake"));
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!done && event instanceof SslHandshakeCompletionEvent tls) {
      if (tls.isSuccess()) {
        send(ctx);
      } else if (tls.cause() instanceof ClosedChannelException) {
        refuse(Cause.of(CauseKind.LINK_LOST, "ended during the TLS handshake"));
      } else if (ConnectFailures.isReset(tls.cause())) {
        refuse(Cause.of(CauseKind.LINK_LOST, "connection reset during the TLS handshake"));
      } else {
        tlsFailed(tls.cause());
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    if (upgraded) {
      ctx.fireExceptionCaught(failure);
    } else if (done) {
      // Told already; TLS says some failures twice.
      return;
    } else if (ConnectFailures.isReset(failure)) {
      refuse(Cause.of(CauseKind.LINK_LOST, "connection reset during the opening handshake"));
    } else if (TlsFailures.isTls(failure)) {
      tlsFailed(failure);
    } else if (failure instanceof IOException) {
      refuse(Cause.of(CauseKind.LINK_LOST, ConnectFailures.message(failure)));
    } else {
      finish();
      result.crashed(failure);
    }
  }

  private void tlsFailed(Throwable failure) {
    String host = UpgradeRequest.bareHost(request.endpoint());
    refuse(Cause.of(CauseKind.TLS_FAILURE, TlsFailures.describe(failure, host)));
  }

  private void refuse(Cause cause) {
    finish();
    result.refused(cause);
  }

  private void finish() {
    done = true;
    if (bodyWait != null) {
      bodyWait.cancel(false);
      bodyWait = null;
    }
  }
}
