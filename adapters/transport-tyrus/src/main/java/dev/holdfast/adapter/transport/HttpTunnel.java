package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * HTTP CONNECT (RFC 9110 section 9.3.6), with Basic authentication (RFC 7617). Loop thread only.
 *
 * <p>Netty's own handler is not used: it waits without end for the body of a refusal and after a
 * header that is too long, takes an interim answer for a refusal and garbage for status 999, and
 * cannot join a connection that is already there.
 */
final class HttpTunnel extends ChannelInboundHandlerAdapter implements Tunnel {

  /** How many interim answers (RFC 9110 section 15.2) are read over. */
  private static final int INTERIM_ANSWERS_MAX = 8;

  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  /** Not a proxy's to say, but what some answer to a wrong password (tinyproxy 1.11). */
  private static final int UNAUTHORIZED = 401;

  private final String target;
  private final TunnelLogin login;
  private final int maxHeaderBytes;
  private final Result result;
  private final ConnectDecoder decoder;
  private int interimAnswers;
  private boolean accepted;
  private boolean done;

  /**
   * Prepares it.
   *
   * @param target host and port to get to, IPv6 in brackets
   * @param maxHeaderBytes of the proxy's answer
   */
  HttpTunnel(String target, TunnelLogin login, int maxHeaderBytes, Result result) {
    this.target = target;
    this.login = login;
    this.maxHeaderBytes = maxHeaderBytes;
    this.result = result;
    this.decoder =
        new ConnectDecoder(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(maxHeaderBytes)
                .setMaxHeaderSize(maxHeaderBytes));
  }

  @Override
  public void enter(Channel channel) {
    channel.pipeline().addLast(new HttpPrefix(this::notHttp)).addLast(decoder).addLast(this);
    StringBuilder request = new StringBuilder(256);
    request.append("CONNECT ").append(target).append(" HTTP/1.1\r\nHost: ").append(target);
    if (login.isGiven()) {
      String pair = login.user() + ":" + login.password();
      request
          .append("\r\nProxy-Authorization: Basic ")
          .append(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    ByteBuf bytes = channel.alloc().buffer(request.length() + 4);
    bytes.writeCharSequence(request.append("\r\n\r\n"), StandardCharsets.ISO_8859_1);
    channel.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void leave(Channel channel) {
    // In this order, or what the decoder has read beyond the answer would end here.
    channel.pipeline().remove(this);
    channel.pipeline().remove(decoder);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!done && message instanceof HttpObject part) {
        received(part);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void received(HttpObject part) {
    if (part.decoderResult().isFailure()) {
      undecodable(part.decoderResult().cause());
    } else if (part instanceof HttpResponse answer) {
      answered(answer);
    } else if (accepted && part instanceof LastHttpContent) {
      done = true;
      result.through();
    }
  }

  private void answered(HttpResponse answer) {
    int status = answer.status().code();
    if (answer.status().codeClass() == HttpStatusClass.SUCCESS) {
      accepted = true;
    } else if (status == PROXY_AUTHENTICATION_REQUIRED || status == UNAUTHORIZED) {
      refuse(authenticationWords(answer));
    } else if (answer.status().codeClass() != HttpStatusClass.INFORMATIONAL || status == 101) {
      refuse("answered " + statusLine(answer));
    } else if (++interimAnswers > INTERIM_ANSWERS_MAX) {
      refuse("sends interim answers without end");
    }
  }

  private String authenticationWords(HttpResponse answer) {
    List<String> wanted =
        answer.headers().getAll(HttpHeaderNames.PROXY_AUTHENTICATE).stream()
            .map(challenge -> challenge.strip().split("[\\s,]", 2)[0])
            .filter(scheme -> !scheme.isEmpty())
            .distinct()
            .toList();
    String line = "answered " + statusLine(answer);
    if (wanted.isEmpty()) {
      return line + (login.isGiven() ? "; check" : "; give it") + " user name and password";
    }
    line += "; it wants " + String.join(" or ", wanted);
    if (wanted.stream().noneMatch(scheme -> scheme.toLowerCase(Locale.ROOT).equals("basic"))) {
      return line + ", but only Basic is supported";
    }
    return line + (login.isGiven() ? "; check" : "; give it") + " user name and password";
  }

  private String statusLine(HttpResponse answer) {
    return login.redact((answer.status().code() + " " + answer.status().reasonPhrase()).strip());
  }

  private void undecodable(Throwable failure) {
    if (failure instanceof PrematureChannelClosureException) {
      // The end of the connection follows and is reported as what it is.
      return;
    }
    refuse(
        failure instanceof TooLongFrameException
            ? "answers with more than " + maxHeaderBytes + " bytes"
            : "does not answer in HTTP");
  }

  private void notHttp(boolean tls) {
    if (!done) {
      refuse(tls ? "speaks TLS, which is not supported" : "does not answer in HTTP");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!done) {
      refuse("ended the connection instead of an answer");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    if (!done) {
      done = true;
      TunnelLogin.tell(failure, result);
    }
  }

  private void refuse(String words) {
    done = true;
    result.refused(words, false);
  }

  /** No answer to CONNECT has a body that is of interest, and that of a 2xx is none at all. */
  private static final class ConnectDecoder extends HttpResponseDecoder {

    ConnectDecoder(HttpDecoderConfig config) {
      super(config);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
      return true;
    }
  }
}
