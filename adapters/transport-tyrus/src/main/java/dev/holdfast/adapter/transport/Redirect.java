package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of an answer that names another place (RFC 9110 section 15.4). Immutable.
 *
 * <p>A redirect comes from whoever answered, so it decides little: it never leads from wss to ws,
 * and the headers of the request, which may hold credentials, go on to the same scheme, host and
 * port only. Once left out they stay left out.
 */
sealed interface Redirect {

  /** How much of a location is repeated to the user. */
  int SHOWN_MAX = 100;

  /**
   * It is followed.
   *
   * @param request what to ask next
   * @param status of the redirect
   */
  record Followed(HandshakeRequest request, int status) implements Redirect {

    /** It is one redirect more than allowed. */
    Cause tooMany(int most) {
      return Cause.handshakeRejected(
          status,
          "more than " + most + " redirects, the last one to " + shown(request.endpoint()),
          Optional.empty());
    }
  }

  /**
   * It is not followed.
   *
   * @param cause why
   */
  record Refused(Cause cause) implements Redirect {}

  /**
   * Decides.
   *
   * @param from what was asked
   * @param status 301, 302, 303, 307 or 308
   * @param location where to, as it was written
   */
  static Redirect of(HandshakeRequest from, int status, String location) {
    URI base = from.endpoint();
    Optional<URI> target = resolve(base, location).flatMap(Redirect::asWebSocket);
    if (target.isEmpty()) {
      String words = "redirects to what is no address of a gateway: " + shown(from, location);
      return new Refused(Cause.of(CauseKind.HANDSHAKE_INVALID, words));
    }
    if (target.get().getRawAuthority().indexOf('@') >= 0) {
      return rejected(from, status, "redirects to a login in the URL", location);
    }
    if (target.get().getHost() == null || !hasPossiblePort(target.get())) {
      String words = "redirects to what is no address of a gateway: " + shown(from, location);
      return new Refused(Cause.of(CauseKind.HANDSHAKE_INVALID, words));
    }
    if (UpgradeRequest.isSecure(base) && !UpgradeRequest.isSecure(target.get())) {
      return rejected(from, status, "redirects from wss to ws", location);
    }
    Map<String, String> headers =
        origin(base).equals(origin(target.get())) ? from.headers() : Map.of();
    return new Followed(
        new HandshakeRequest(
            target.get(), headers, from.subprotocols(), from.subprotocolRequired()),
        status);
  }

  private static Redirect rejected(
      HandshakeRequest from, int status, String what, String location) {
    String words = what + ", which is not followed: " + shown(from, location);
    return new Refused(Cause.handshakeRejected(status, words, Optional.empty()));
  }

  /** Scheme, host and port, with the port only if it is not the usual one. */
  static String origin(URI endpoint) {
    int port = UpgradeRequest.port(endpoint);
    boolean usual = port == (UpgradeRequest.isSecure(endpoint) ? 443 : 80);
    return (endpoint.getScheme() + "://" + endpoint.getHost() + (usual ? "" : ":" + port))
        .toLowerCase(Locale.ROOT);
  }

  /** RFC 3986 section 5.2; {@link URI#resolve} gets empty paths wrong. */
  private static Optional<URI> resolve(URI base, String location) {
    try {
      URI reference = new URI(location);
      if (reference.isOpaque()) {
        return Optional.empty();
      }
      URI rooted =
          base.getRawPath().isEmpty()
              ? new URI(base.getScheme() + "://" + base.getRawAuthority() + "/" + query(base))
              : base;
      boolean sameResource =
          reference.getScheme() == null
              && reference.getRawAuthority() == null
              && reference.getRawPath().isEmpty();
      if (!sameResource) {
        return Optional.of(rooted.resolve(reference));
      }
      String query = reference.getRawQuery() == null ? query(base) : query(reference);
      return Optional.of(
          new URI(base.getScheme() + "://" + base.getRawAuthority() + rooted.getRawPath() + query));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String query(URI uri) {
    return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
  }

  /** The same place under {@code ws} or {@code wss}, without fragment; empty if there is none. */
  private static Optional<URI> asWebSocket(URI uri) {
    String scheme =
        switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
          case "http", "ws" -> "ws";
          case "https", "wss" -> "wss";
          default -> "";
        };
    return scheme.isEmpty() || uri.getRawAuthority() == null
        ? Optional.empty()
        : Optional.of(
            URI.create(scheme + "://" + uri.getRawAuthority() + uri.getRawPath() + query(uri)));
  }

  private static boolean hasPossiblePort(URI uri) {
    return uri.getPort() != 0 && uri.getPort() <= 65_535;
  }

  private static String shown(HandshakeRequest from, String location) {
    return Redaction.of(from).apply(shown(location));
  }

  private static String shown(URI endpoint) {
    return shown(endpoint.toString());
  }

  /** A location without query, fragment and login, and not too long. */
  private static String shown(String location) {
    String text = location.split("[?#]", 2)[0];
    int at = text.lastIndexOf('@');
    int authority = text.indexOf("//") + 2;
    if (at >= authority && authority >= 2) {
      text = text.substring(0, authority) + "***" + text.substring(at);
    } else if (at >= 0) {
      text = "***" + text.substring(at);
    }
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }
}
