package dev.holdfast.adapter.adminhttp;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides who may ask anything at all.
 *
 * <p>A browser on this machine carries requests of any web page. Such a page can let its own name
 * point to our address (DNS rebinding): then the Host header tells. It can send a request across
 * sites: then Origin or Sec-Fetch-Site tells, and what changes something needs a content type that
 * browsers do not send across sites without asking us first.
 */
final class Gatekeeper {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]/@]+)(?::([0-9]{1,5}))?");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

  private static final int HTTP_PORT = 80;

  private static final String BEARER = "bearer ";

  private final boolean loopbackOnly;
  private final int port;
  private final Optional<byte[]> token;
  private final Problems problems;

  Gatekeeper(boolean loopbackOnly, int port, Optional<String> token, Problems problems) {
    this.loopbackOnly = loopbackOnly;
    this.port = port;
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    this.problems = problems;
  }

  /**
   * Looks at the head of a request.
   *
   * @param open whether it asks for what everybody may know who reaches us
   * @return why it goes no further; empty if it may
   */
  Optional<Answer> refuse(HttpRequest request, boolean open) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1) {
      return Optional.of(problems.badRequest("a request needs exactly one Host header"));
    }
    String host = hosts.get(0).strip().toLowerCase(Locale.ROOT);
    if (loopbackOnly && !isOurs(host)) {
      return forbidden(
          "the Host header must name a loopback address and our port, such as 127.0.0.1:" + port);
    }
    if (isFromElsewhere(request, host)) {
      return forbidden("requests of pages of another origin are refused");
    }
    return open || token.isEmpty() || bringsToken(request)
        ? Optional.empty()
        : Optional.of(
            problems.of(
                HttpResponseStatus.UNAUTHORIZED,
                "the header \"Authorization: Bearer ...\" must bring the token of ADMIN_TOKEN",
                Map.of("WWW-Authenticate", "Bearer")));
  }

  private Optional<Answer> forbidden(String detail) {
    return Optional.of(problems.of(HttpResponseStatus.FORBIDDEN, detail));
  }

  private boolean isOurs(String host) {
    Matcher parts = HOST_AND_PORT.matcher(host);
    return parts.matches()
        && LOOPBACK.matcher(parts.group(1)).matches()
        && (parts.group(2) == null ? HTTP_PORT : Integer.parseInt(parts.group(2))) == port;
  }

  private static boolean isFromElsewhere(HttpRequest request, String host) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !origin.strip().toLowerCase(Locale.ROOT).equals("http://" + host)) {
      return true;
    }
    String site = request.headers().get("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private boolean bringsToken(HttpRequest request) {
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return false;
    }
    byte[] brought =
        authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    // Takes as long for a token that is nearly right as for any other.
    return MessageDigest.isEqual(brought, token.orElseThrow());
  }
}
