package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a redirect leads, and what goes along (RFC 9110 section 15.4, RFC 3986 section 5). */
class RedirectTest {

  private static final Map<String, String> HEADERS =
      Map.of("Authorization", "Bearer t0ken-abc", "X-Plant", "seven");

  private static HandshakeRequest request(String uri) {
    return new HandshakeRequest(URI.create(uri), HEADERS, List.of("v2", "v1"), true);
  }

  private static Redirect redirect(String from, String location) {
    return Redirect.of(request(from), 302, location);
  }

  private static HandshakeRequest followed(String from, String location) {
    return ((Redirect.Followed) redirect(from, location)).request();
  }

  private static Cause refused(String from, String location) {
    return ((Redirect.Refused) redirect(from, location)).cause();
  }

  @ParameterizedTest
  @CsvSource({
    "ws://a/b/c, ws://x/y, ws://x/y",
    "ws://a/b/c, http://x/y, ws://x/y",
    "ws://a/b/c, HTTPS://X:8443/y, wss://X:8443/y",
    "ws://a/b/c, wss://x, wss://x",
    "wss://a/b/c, https://x/y, wss://x/y",
    "ws://a/b/c, //x:1/y, ws://x:1/y",
    "wss://a/b/c, //x/y, wss://x/y",
    "ws://a:81/b/c?q=1, /y, ws://a:81/y",
    "ws://a/b/c?q=1, y, ws://a/b/y",
    "ws://a/b/c, ../y, ws://a/y",
    "ws://a/b/c, ./y/./z, ws://a/b/y/z",
    "ws://a/b/c?q=1, ?r=2, ws://a/b/c?r=2",
    "ws://a/b/c?q=1, #top, ws://a/b/c?q=1",
    "ws://a, y, ws://a/y",
    "ws://a, ?r, ws://a/?r",
    "ws://a?q=1, #top, ws://a/?q=1",
    "ws://a/, /y#top, ws://a/y",
    "ws://a/, /%2F;x?c=%2B&d=a+b, ws://a/%2F;x?c=%2B&d=a+b",
    "ws://[fd00::1]:7/, y, ws://[fd00::1]:7/y",
    "ws://a/, http://[fd00::2]/, ws://[fd00::2]/"
  })
  void locationsAreResolved(String from, String location, String to) {
    assertThat(followed(from, location).endpoint()).hasToString(to);
  }

  @ParameterizedTest
  @CsvSource({
    "ws://a/b, /c",
    "ws://a/b, http://A:80/c",
    "wss://a/b, https://a:443/c",
    "wss://a:443/b, wss://a/c",
    "ws://a:81/b, ws://a:81"
  })
  void headersGoToTheSameOrigin(String from, String location) {
    assertThat(followed(from, location).headers()).isEqualTo(HEADERS);
  }

  @ParameterizedTest
  @CsvSource({
    "ws://a/, ws://b/",
    "ws://a/, ws://a:81/",
    "ws://a/, wss://a/",
    "ws://a/, wss://a:80/",
    "ws://a/, ws://x.a/",
    "ws://a/, //b",
    "wss://a/, wss://a:444/"
  })
  void andNowhereElse(String from, String location) {
    HandshakeRequest next = followed(from, location);
    assertThat(next.headers()).isEmpty();
    assertThat(next.subprotocols()).containsExactly("v2", "v1");
    assertThat(next.subprotocolRequired()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "wss://a/, ws://a/",
    "wss://a/, http://b/x?t=s3cret",
    "wss://a/, ws://a:443/",
  })
  void neverFromTlsToPlain(String from, String location) {
    Cause cause = refused(from, location);
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_REJECTED);
    assertThat(cause.code()).isEqualTo(302);
    assertThat(cause.detail())
        .startsWith("redirects from wss to ws, which is not followed: ")
        .doesNotContain("s3cret");
  }

  @Test
  void aLoginInTheUrlIsRefusedAndNotRepeated() {
    Cause cause = refused("ws://a/", "ws://me:s3cret@b/x");
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_REJECTED);
    assertThat(cause.detail())
        .isEqualTo("redirects to a login in the URL, which is not followed: ws://***@b/x");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://x/y, ftp://x/y",
    "mailto:me@x, ***@x",
    "http:y, http:y",
    "http:///y, http:///y",
    "http://, http://",
    "http://a b/, http://a b/",
    "http://x_y/?t=s3cret, http://x_y/",
    "http://x:0/, http://x:0/",
    "http://x:99999/, http://x:99999/",
    "http://x/%zz?t=s3cret#s3cret, http://x/%zz",
    "http://me:s3cret%@b/x?s3cret, http://***@b/x",
    "'http://x/|t0ken-abc', 'http://x/|***'"
  })
  void whatIsNoAddressIsInvalidAndShownWithoutSecrets(String location, String shown) {
    Cause cause = refused("ws://a/", location);
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(cause.detail()).isEqualTo("redirects to what is no address of a gateway: " + shown);
  }

  @Test
  void aLongLocationIsCut() {
    Cause cause = refused("ws://a/", "ftp://x/" + "y".repeat(1000));
    assertThat(cause.detail()).endsWith("y...").hasSizeLessThan(160);
  }
}
