package dev.holdfast.adapter.adminhttp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of one client: its requests, one after the other, and our patience with it. Lives
 * on the thread of the control API.
 */
final class ClientHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(ClientHandler.class);

  /** For a client to read why it was refused while it still sends: a reset would lose it. */
  private static final Duration PARTING = Duration.ofSeconds(2);

  private final Desk desk;
  private final Channel channel;

  private Phase phase = Phase.HEAD;
  private Optional<Future<?>> patience = Optional.empty();
  private Optional<Routes.Found> asked = Optional.empty();
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean keepAlive;
  private boolean allRead;

  private enum Phase {
    /** Between two requests, or in the head of one. */
    HEAD,
    BODY,
    ANSWERING,
    /** Follows the live events until it leaves. */
    FOLLOWING,
    /** Has been told to go. */
    LEAVING
  }

  ClientHandler(Desk desk, Channel channel) {
    this.desk = desk;
    this.channel = channel;
  }

  /** Whether it is the client's turn to say something. */
  boolean letsUsWait() {
    return phase == Phase.HEAD || phase == Phase.BODY || phase == Phase.LEAVING;
  }

  void close() {
    var unused = channel.close();
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (desk.clients().admit(this)) {
      await(desk.limits().headTimeout());
    } else {
      allRead = true;
      leave(
          desk.problems()
              .of(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many clients are here already"));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpRequest request && phase == Phase.HEAD) {
        head(request);
      }
      if (message instanceof HttpContent content) {
        content(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    patience.ifPresent(timer -> timer.cancel(false));
    forgetBody();
    desk.clients().leave(this);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("a client of the control API is gone: {}", cause.getMessage());
    } else {
      LOG.error("internal error in the control API", cause);
    }
    close();
  }

  private void head(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      leave(desk.problems().of(notUnderstood(request.decoderResult().cause()), "not HTTP/1.1"));
      // What follows is no request either: nothing tells where it ends.
      return;
    }
    keepAlive = HttpUtil.isKeepAlive(request);
    Routes.Found found = desk.judge(request);
    if (found.instead().isPresent()) {
      leave(found.instead().get());
      return;
    }
    asked = Optional.of(found);
    phase = Phase.BODY;
    await(desk.limits().bodyTimeout());
    if (HttpUtil.is100ContinueExpected(request)) {
      var unused =
          channel.writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private static HttpResponseStatus notUnderstood(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  private void content(HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    if (phase == Phase.LEAVING) {
      allRead = last && content.decoderResult().isSuccess();
    } else if (phase == Phase.BODY) {
      part(content.content(), content.decoderResult().isFailure());
      if (last && phase == Phase.BODY) {
        answer();
      } else if (last) {
        allRead = true;
      }
    }
  }

  private void part(ByteBuf part, boolean broken) {
    Route route = asked.orElseThrow().route().orElseThrow();
    if (broken) {
      leave(desk.problems().badRequest("the body is not properly chunked"));
    } else if (body.size() + part.readableBytes() > route.maxBodyBytes()) {
      leave(desk.tooLarge(route));
    } else if (!desk.clients().reserve(part.readableBytes())) {
      leave(
          desk.problems()
              .of(HttpResponseStatus.SERVICE_UNAVAILABLE, "too much is being sent to us at once"));
    } else {
      byte[] bytes = new byte[part.readableBytes()];
      part.readBytes(bytes);
      body.writeBytes(bytes);
    }
  }

  private void answer() {
    Routes.Found found = asked.orElseThrow();
    Route route = found.route().orElseThrow();
    phase = Phase.ANSWERING;
    // What it sends ahead waits with it.
    channel.config().setAutoRead(false);
    patience.ifPresent(timer -> timer.cancel(false));
    if (route.kind() == Route.Kind.EVENTS) {
      follow();
      return;
    }
    try {
      route
          .endpoint()
          .answer(found.id(), body.toByteArray())
          .whenComplete(
              (answer, failure) -> {
                if (failure == null) {
                  channel.eventLoop().execute(() -> deliver(answer));
                } else {
                  channel.eventLoop().execute(() -> deliver(internalError(failure)));
                }
              });
    } catch (BadRequestException e) {
      deliver(desk.problems().badRequest(e.words()));
    } catch (RuntimeException e) {
      deliver(internalError(e));
    }
  }

  private Answer internalError(Throwable failure) {
    LOG.error("internal error in the control API", failure);
    return desk.problems()
        .of(HttpResponseStatus.INTERNAL_SERVER_ERROR, "an internal error; the log tells more");
  }

  private void deliver(Answer answer) {
    if (phase != Phase.ANSWERING) {
      // The client was gone before its answer came.
      return;
    }
    forgetBody();
    await(desk.limits().answerTimeout());
    channel
        .writeAndFlush(response(answer, keepAlive))
        .addListener((ChannelFuture done) -> next(done));
  }

  private void next(ChannelFuture written) {
    if (!written.isSuccess() || !keepAlive) {
      close();
      return;
    }
    phase = Phase.HEAD;
    await(desk.limits().headTimeout());
    channel.config().setAutoRead(true);
  }

  private void follow() {
    if (!desk.followers().hasRoom()) {
      desk.counters().noRoom();
      deliver(
          desk.problems()
              .of(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many clients follow the events"));
      return;
    }
    phase = Phase.FOLLOWING;
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    common(head);
    head.headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
        .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    var unused = channel.writeAndFlush(head);
    desk.followers().add(channel, desk.statusLines().get());
    // Only whoever reads notices that the other side has gone.
    channel.config().setAutoRead(true);
  }

  /** Tells a client why it has to go, and lets it finish what it is saying. */
  private void leave(Answer answer) {
    phase = Phase.LEAVING;
    forgetBody();
    await(PARTING);
    channel
        .writeAndFlush(response(answer, false))
        .addListener(
            (ChannelFuture done) -> {
              if (!done.isSuccess() || allRead) {
                close();
              }
            });
  }

  private void forgetBody() {
    desk.clients().release(body.size());
    body = new ByteArrayOutputStream();
  }

  private void await(Duration time) {
    patience.ifPresent(timer -> timer.cancel(false));
    patience =
        Optional.of(
            channel
                .eventLoop()
                .schedule(this::losePatience, time.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void losePatience() {
    if (phase != Phase.LEAVING) {
      desk.counters().lostPatience();
    }
    if (phase == Phase.BODY) {
      leave(
          desk.problems().of(HttpResponseStatus.REQUEST_TIMEOUT, "the body did not come in time"));
    } else {
      close();
    }
  }

  private static FullHttpResponse response(Answer answer, boolean keepAlive) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, answer.status(), Unpooled.wrappedBuffer(body));
    common(response);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.type())
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    answer.headers().forEach(response.headers()::set);
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return response;
  }

  /** No page of another origin gets to see an answer, and nobody keeps one. */
  private static void common(HttpResponse response) {
    response
        .headers()
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff")
        .set("Cross-Origin-Resource-Policy", "same-origin");
  }
}
