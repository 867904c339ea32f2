package dev.holdfast.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handshake request that could break the handshake cannot be made. */
class HandshakeRequestTest {

  private static final URI ENDPOINT = URI.create("ws://gateway.example/path?key=secret-key");

  private static HandshakeRequest withHeader(String name, String value) {
    return new HandshakeRequest(ENDPOINT, Map.of(name, value), List.of(), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h/", "h", "mailto:x", "ws:opaque", "ws:///path"})
  void onlyWebSocketEndpointsWithAHost(String uri) {
    assertThatThrownBy(() -> new HandshakeRequest(URI.create(uri), Map.of(), List.of(), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSchemeMayBeInCapitals() {
    URI capitals = URI.create("WSS://h/");
    assertThat(new HandshakeRequest(capitals, Map.of(), List.of(), false).endpoint())
        .isEqualTo(capitals);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\u0000", "a\u007f", "a\u20ac"})
  void noHeaderValueBreaksOutOfItsLine(String value) {
    assertThatThrownBy(() -> withHeader("X-Own", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header X-Own holds a character that HTTP does not allow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Own", "X:", "X\r\n", "Ü"})
  void headerNamesAreTokens(String name) {
    assertThatThrownBy(() -> withHeader(name, "v")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade",
        "CONNECTION",
        "Sec-WebSocket-Key",
        "sec-websocket-version",
        "Sec-WebSocket-Protocol",
        "Sec-WebSocket-Extensions",
        "Content-Length",
        "Transfer-Encoding"
      })
  void theHandshakesOwnHeadersCannotBeSet(String name) {
    assertThatThrownBy(() -> withHeader(name, "v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header " + name + " belongs to the handshake itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "a\r\nX: y"})
  void subprotocolsAreTokens(String subprotocol) {
    assertThatThrownBy(() -> new HandshakeRequest(ENDPOINT, Map.of(), List.of(subprotocol), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void headersKeepTheirOrderAndCannotBeChanged() {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : List.of("Zeta", "Alpha", "Origin", "Beta")) {
      given.put(name, "v");
    }
    HandshakeRequest request = new HandshakeRequest(ENDPOINT, given, List.of(), false);
    given.clear();
    assertThat(request.headers().keySet()).containsExactly("Zeta", "Alpha", "Origin", "Beta");
    assertThatThrownBy(() -> request.headers().put("New", "v"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatIsLoggedHoldsNoSecret() {
    assertThat(withHeader("Authorization", "Bearer secret-token").toString())
        .contains("gateway.example")
        .contains("Authorization")
        .doesNotContain("secret-token")
        .doesNotContain("secret-key");
  }
}
