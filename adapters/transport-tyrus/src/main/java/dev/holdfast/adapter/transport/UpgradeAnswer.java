package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the 101 answer against the request (RFC 6455 section 4.1, last part). */
final class UpgradeAnswer {

  private UpgradeAnswer() {}

  /**
   * Looks for what is wrong.
   *
   * @param answer a response with status 101
   * @param request what was asked for
   * @param upgrade how it was asked for
   * @return the first broken rule in plain words; empty if the handshake is valid
   */
  static Optional<String> problem(
      HttpResponse answer, HandshakeRequest request, UpgradeRequest upgrade) {
    HttpHeaders headers = answer.headers();
    if (answer.protocolVersion().majorVersion() != 1
        || answer.protocolVersion().minorVersion() < 1) {
      return Optional.of("answered in " + answer.protocolVersion() + " instead of HTTP/1.1");
    }
    if (!hasToken(headers, HttpHeaderNames.UPGRADE, "websocket")) {
      return Optional.of("the answer has no header Upgrade: websocket");
    }
    if (!hasToken(headers, HttpHeaderNames.CONNECTION, "upgrade")) {
      return Optional.of("the answer has no header Connection: Upgrade");
    }
    List<String> accepts = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);
    if (accepts.size() != 1) {
      return Optional.of(
          accepts.isEmpty()
              ? "the answer has no header Sec-WebSocket-Accept"
              : "the answer has more than one header Sec-WebSocket-Accept");
    }
    if (!accepts.get(0).strip().equals(upgrade.expectedAccept())) {
      return Optional.of("the header Sec-WebSocket-Accept is wrong");
    }
    return extensions(answer, upgrade).problem().or(() -> subprotocolProblem(headers, request));
  }

  /** The subprotocol that the gateway chose; empty if none. */
  static String subprotocol(HttpResponse answer) {
    String chosen = answer.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    return chosen == null ? "" : chosen.strip();
  }

  /** What the gateway has agreed to. */
  static Compression compression(HttpResponse answer, UpgradeRequest upgrade) {
    return extensions(answer, upgrade).compression();
  }

  private static ExtensionsAnswer extensions(HttpResponse answer, UpgradeRequest upgrade) {
    return ExtensionsAnswer.read(
        answer.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS), upgrade.compression());
  }

  private static Optional<String> subprotocolProblem(
      HttpHeaders headers, HandshakeRequest request) {
    List<String> chosen = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    if (chosen.size() > 1) {
      return Optional.of("the gateway chose more than one subprotocol");
    }
    if (chosen.isEmpty()) {
      return request.subprotocolRequired()
          ? Optional.of("the gateway chose none of the subprotocols " + request.subprotocols())
          : Optional.empty();
    }
    return request.subprotocols().contains(chosen.get(0).strip())
        ? Optional.empty()
        : Optional.of("the gateway chose a subprotocol that was not offered: " + chosen.get(0));
  }

  private static boolean hasToken(HttpHeaders headers, CharSequence name, String token) {
    for (String value : headers.getAll(name)) {
      for (String part : value.split(",", -1)) {
        if (part.strip().toLowerCase(Locale.ROOT).equals(token)) {
          return true;
        }
      }
    }
    return false;
  }
}
