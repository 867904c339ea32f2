package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * SOCKS 5 CONNECT (RFC 1928), without authentication or with user name and password (RFC 1929).
 * Loop thread only.
 *
 * <p>Netty's own handler is not used: it sends passwords in ASCII, takes garbage for a refusal, and
 * cannot join a connection that is already there.
 */
final class SocksTunnel extends ByteToMessageDecoder implements Tunnel {

  private static final int VERSION = 5;
  private static final int LOGIN_VERSION = 1;
  private static final int CONNECT = 1;
  private static final int NO_LOGIN = 0;
  private static final int USER_AND_PASSWORD = 2;
  private static final int NONE_ACCEPTABLE = 0xff;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  /** The first byte of an HTTP answer. */
  private static final int LETTER_H = 'H';

  /** Which answer is awaited. */
  private enum Stage {
    METHOD,
    LOGIN,
    REPLY,
    DONE
  }

  private final String host;
  private final int port;
  private final TunnelLogin login;
  private final Result result;
  private Stage stage = Stage.METHOD;

  /**
   * Prepares it.
   *
   * @param host where to get to: a name of at most 255 characters or an address, IPv6 without
   *     brackets
   */
  SocksTunnel(String host, int port, TunnelLogin login, Result result) {
    this.host = host;
    this.port = port;
    this.login = login;
    this.result = result;
  }

  @Override
  public void enter(Channel channel) {
    channel.pipeline().addLast(this);
    ByteBuf hello = channel.alloc().buffer(4).writeByte(VERSION);
    if (login.isGiven()) {
      hello.writeByte(2).writeByte(NO_LOGIN).writeByte(USER_AND_PASSWORD);
    } else {
      hello.writeByte(1).writeByte(NO_LOGIN);
    }
    send(channel, hello);
  }

  @Override
  public void leave(Channel channel) {
    channel.pipeline().remove(this);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    switch (stage) {
      case METHOD -> method(ctx, in);
      case LOGIN -> loggedIn(ctx, in);
      case REPLY -> reply(in);
      case DONE -> {
        if (!ctx.isRemoved()) {
          in.skipBytes(in.readableBytes());
        }
      }
    }
  }

  private void method(ChannelHandlerContext ctx, ByteBuf in) {
    if (isVersion(in, VERSION) && in.readableBytes() >= 2) {
      int method = in.skipBytes(1).readUnsignedByte();
      if (method == NO_LOGIN) {
        sendRequest(ctx.channel());
      } else if (method == USER_AND_PASSWORD && login.isGiven()) {
        sendLogin(ctx.channel());
      } else if (method == NONE_ACCEPTABLE || method == USER_AND_PASSWORD) {
        refuse(
            login.isGiven()
                ? "accepts no login by user name and password"
                : "wants a login; give it user name and password",
            false);
      } else {
        refuse("wants login method " + method + ", which was not offered", false);
      }
    }
  }

  private void sendLogin(Channel channel) {
    byte[] user = login.user().getBytes(StandardCharsets.UTF_8);
    byte[] password = login.password().getBytes(StandardCharsets.UTF_8);
    if (password.length > Proxy.SOCKS_TEXT_MAX) {
      refuse("cannot be given a password of more than 255 bytes", false);
      return;
    }
    stage = Stage.LOGIN;
    ByteBuf bytes = channel.alloc().buffer(3 + user.length + password.length);
    bytes.writeByte(LOGIN_VERSION).writeByte(user.length).writeBytes(user);
    send(channel, bytes.writeByte(password.length).writeBytes(password));
  }

  private void loggedIn(ChannelHandlerContext ctx, ByteBuf in) {
    if (isVersion(in, LOGIN_VERSION) && in.readableBytes() >= 2) {
      int status = in.skipBytes(1).readUnsignedByte();
      if (status == 0) {
        sendRequest(ctx.channel());
      } else {
        refuse("refused the login; check user name and password", false);
      }
    }
  }

  private void sendRequest(Channel channel) {
    stage = Stage.REPLY;
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    ByteBuf bytes = channel.alloc().buffer(262);
    bytes.writeByte(VERSION).writeByte(CONNECT).writeByte(0);
    if (address == null) {
      bytes.writeByte(NAME).writeByte(host.length());
      ByteBufUtil.writeAscii(bytes, host);
    } else {
      bytes.writeByte(address.length == 4 ? IPV4 : IPV6).writeBytes(address);
    }
    send(channel, bytes.writeShort(port));
  }

  private void reply(ByteBuf in) {
    if (!isVersion(in, VERSION) || in.readableBytes() < 2) {
      return;
    }
    int code = in.getUnsignedByte(in.readerIndex() + 1);
    if (code != 0) {
      // Some proxies leave out the rest of a refusal, or do not fill it in.
      refuse("says " + words(code), isAboutTheAddress(code));
    } else if (in.readableBytes() >= 5) {
      int type = in.getUnsignedByte(in.readerIndex() + 3);
      int length = addressLength(type, in.getUnsignedByte(in.readerIndex() + 4));
      if (length == 0) {
        refuse("answers with an address of unknown type " + type, false);
      } else if (in.readableBytes() >= 4 + length + 2) {
        in.skipBytes(4 + length + 2);
        stage = Stage.DONE;
        result.through();
      }
    }
  }

  /** Of what follows the type of an address; 0 if there is no such type. */
  private static int addressLength(int type, int firstByte) {
    return switch (type) {
      case IPV4 -> 4;
      case NAME -> 1 + firstByte;
      case IPV6 -> 16;
      default -> 0;
    };
  }

  /** RFC 1928 section 6. */
  private static String words(int code) {
    return switch (code) {
      case 1 -> "general failure";
      case 2 -> "connection not allowed by its rules";
      case 3 -> "network unreachable";
      case 4 -> "host unreachable";
      case 5 -> "connection refused by the gateway";
      case 6 -> "time to live expired";
      case 7 -> "command not supported";
      case 8 -> "address type not supported";
      default -> "failure " + code;
    };
  }

  private static boolean isAboutTheAddress(int code) {
    return code == 1 || (code >= 3 && code <= 8 && code != 7);
  }

  private boolean isVersion(ByteBuf in, int version) {
    int seen = in.getUnsignedByte(in.readerIndex());
    if (seen == version) {
      return true;
    }
    refuse(
        stage == Stage.METHOD && seen == LETTER_H
            ? "speaks HTTP, not SOCKS 5"
            : "does not answer in SOCKS 5",
        false);
    return false;
  }

  private static void send(Channel channel, ByteBuf bytes) {
    channel.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    if (stage != Stage.DONE) {
      refuse(
          stage == Stage.LOGIN
              ? "ended the connection after the login; check user name and password"
              : "ended the connection instead of an answer",
          false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    if (stage != Stage.DONE) {
      stage = Stage.DONE;
      TunnelLogin.tell(failure, result);
    }
  }

  private void refuse(String words, boolean elsewhere) {
    stage = Stage.DONE;
    result.refused(words, elsewhere);
  }
}
