package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.SessionProtocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a description reaches: {@code json} in its words does what it does in Java. */
final class JsonAsDescriptionTest {

  private static final String DESCRIPTION =
      """
      name: json
      heartbeat:
        message: {type: ping, timestamp: "${timestamp}"}
      messages:
        - {when: {/type: ping}, is: ping, reply: {type: pong}}
        - {when: {/type: pong}, is: pong}
      unreadable: hand-on
      """;

  private final SessionProtocol inJava = Protocols.byName("json").orElseThrow();
  private final SessionProtocol described = described();

  private static SessionProtocol described() {
    try {
      return Protocols.described("json.yaml", DESCRIPTION);
    } catch (DescriptionException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"ping\"}",
        " { \"timestamp\" : 1 , \"type\" : \"ping\" } ",
        "{\"type\":\"p\\u0069ng\"}",
        "{\"type\":\"pong\"}",
        "{\"type\":\"reading\",\"x\":0.25}",
        "{\"type\":[\"ping\"]}",
        "[{\"type\":\"ping\"}]",
        "12.5",
        "ping",
        "{",
        "",
      })
  void doesTheSame(String text) {
    assertThat(described.profile()).isEqualTo(inJava.profile());
    assertThat(said(described, text)).isEqualTo(said(inJava, text));
  }

  /** Only how it words what is wrong is its own. */
  private static String said(SessionProtocol protocol, String text) {
    RecordedOutputs out = new RecordedOutputs();
    ProtocolSession session = protocol.newSession(Credentials.none());
    session.opened("", out);
    session.textReceived(text, out);
    return session.heartbeatMessage(1) + out.text().replaceAll("malformed [^\n]*", "malformed");
  }
}
