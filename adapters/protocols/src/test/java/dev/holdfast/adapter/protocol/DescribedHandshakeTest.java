package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.SessionProtocol;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a described protocol puts credentials in the opening handshake, and where not. */
final class DescribedHandshakeTest {

  private static final Credentials ALL =
      new Credentials(Optional.of("me"), Optional.of("pw"), Optional.of("t"));

  private static SessionProtocol described(String... lines) throws DescriptionException {
    return Protocols.described("x.yaml", "name: x\n" + String.join("\n", lines));
  }

  @Test
  void byDefaultATokenIsInTheHeader() throws Exception {
    assertThat(described().handshakeHeaders(ALL))
        .containsExactly(Map.entry("Authorization", "Bearer t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login: {steps: [{send: {a: \"${token}\"}}], accepted: {when: {/a: 1}}}",
        "handshake: {query: {a: \"${token}\"}}"
      })
  void aSecretThatIsSaidElsewhereIsNotSaidTwice(String elsewhere) throws Exception {
    assertThat(described(elsewhere).handshakeHeaders(ALL))
        .as("the password has not been said")
        .containsExactly(Map.entry("Authorization", "Basic bWU6cHc="));
    assertThat(described(elsewhere).handshakeHeaders(Dialogue.TOKEN)).isEmpty();
  }

  @Test
  void aPasswordInTheLoginIsNotInTheHeader() throws Exception {
    SessionProtocol protocol =
        described(
            "login: {steps: [{send: {a: \"${email}\", b: \"${password}\"}}],"
                + " accepted: {when: {/a: 1}}}");

    assertThat(protocol.handshakeHeaders(Dialogue.PASSWORD)).isEmpty();
    assertThat(protocol.handshakeHeaders(ALL))
        .containsExactly(Map.entry("Authorization", "Bearer t"));
  }

  @Test
  void whoeverAsksForAHeaderGetsItAllTheSame() throws Exception {
    SessionProtocol protocol =
        described("handshake: {authorization: bearer, headers: {X-Token: \"${token}\"}}");

    assertThat(protocol.handshakeHeaders(ALL))
        .containsOnly(Map.entry("Authorization", "Bearer t"), Map.entry("X-Token", "t"));
  }

  @Test
  void theQueryIsFilledInAndWhatHasNoCredentialIsLeftOut() throws Exception {
    SessionProtocol protocol =
        described("handshake: {query: {v: 10, user: \"u-${email}\", key: \"${token}\"}}");

    assertThat(protocol.handshakeQuery(ALL))
        .containsExactly(Map.entry("v", "10"), Map.entry("user", "u-me"), Map.entry("key", "t"));
    assertThat(protocol.handshakeQuery(Credentials.none())).containsExactly(Map.entry("v", "10"));
  }

  @Test
  void theQueryIsPercentEncoded() throws Exception {
    Credentials odd =
        new Credentials(Optional.empty(), Optional.of("a b&c=d+\u00e9%~*"), Optional.empty());

    assertThat(described("handshake: {query: {pass word: \"${password}\"}}").handshakeQuery(odd))
        .containsExactly(Map.entry("pass%20word", "a%20b%26c%3Dd%2B%C3%A9%25~%2A"));
  }
}
