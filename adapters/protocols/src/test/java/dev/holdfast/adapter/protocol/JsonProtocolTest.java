package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.SessionProtocol;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code json}: pings and pongs are ours, everything else is for the application as it came. */
final class JsonProtocolTest {

  private final SessionProtocol json = Protocols.byName("json").orElseThrow();
  private final ProtocolSession session = json.newSession(Credentials.none());
  private final RecordedOutputs out = new RecordedOutputs();

  @Test
  void hasNoLoginAndAHeartbeatMessage() {
    assertThat(json.profile())
        .isEqualTo(
            new ProtocolProfile("json", false, List.of(), false, HeartbeatMode.MESSAGE, true));
    assertThat(session.heartbeatMessage(1_795_000_000_123L))
        .isEqualTo("{\"type\":\"ping\",\"timestamp\":1795000000123}");
  }

  @Test
  void saysNothingFirst() {
    session.opened("", out);
    out.assertExactly();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"ping\"}",
        "{\"type\":\"ping\",\"timestamp\":1795000000123}",
        " { \"timestamp\" : 1 , \"type\" : \"ping\" } ",
        "{\"nested\":{\"type\":\"pong\"},\"list\":[{\"type\":\"x\"}],\"type\":\"ping\"}",
        "{\"type\":\"p\\u0069ng\"}",
      })
  void answersThePingOfTheGateway(String ping) {
    session.textReceived(ping, out);
    out.assertExactly("write {\"type\":\"pong\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"pong\"}", "{\"timestamp\":1,\"type\":\"pong\"}"})
  void keepsThePongToItself(String pong) {
    session.textReceived(pong, out);
    out.assertExactly("heartbeat answered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"reading\",\"x\":0.25}",
        "{\"x\":{\"type\":\"ping\"}}",
        "{\"Type\":\"ping\"}",
        "{\"type\":\"PING\"}",
        "{\"type\":[\"ping\"]}",
        "{\"type\":null}",
        "{\"type\":1}",
        "{}",
        "[]",
        "[{\"type\":\"ping\"}]",
        "\"ping\"",
        "12.5",
        "true",
      })
  void handsEverythingElseOnAsItCame(String text) {
    session.textReceived(text, out);
    out.assertExactly("notify " + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "ping", "{", "{\"type\"", "{'type':'ping'}", "<ping/>", "\u0000"})
  void reportsWhatIsNotJsonAndStillHandsItOn(String text) {
    session.textReceived(text, out);
    out.assertExactly("malformed not JSON", "notify " + text);
  }

  @Test
  void handsBinaryOn() {
    session.binaryReceived(ByteBuffer.wrap(new byte[] {1, 2}), out);
    out.assertExactly("notify 0x0102");
  }

  /** Beyond the limits of the parser it is not read further; it does not throw. */
  @Test
  void aHostileMessageIsOnlyNotUnderstood() {
    assertNotUnderstood("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    assertNotUnderstood("{\"" + "n".repeat(60_000) + "\":1,\"type\":\"ping\"}");
    assertNotUnderstood("{\"a\":" + "1".repeat(100_000) + ",\"type\":\"ping\"}");
  }

  private void assertNotUnderstood(String text) {
    session.textReceived(text, out);
    out.assertExactly("malformed not JSON", "notify " + RecordedOutputs.brief(text));
  }

  /** Names made to collide in the parser's table of names: each pair of letters hashes alike. */
  @Test
  void namesThatCollideDoNotThrow() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 4_096; i++) {
      text.append('"');
      for (int bit = 0; bit < 12; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "B@");
      }
      text.append("\":0,");
    }
    text.append("\"type\":\"other\"}");
    session.textReceived(text.toString(), out);
    session.textReceived("{\"type\":\"ping\"}", out);

    assertThat(out.count()).isBetween(2, 3);
  }

  @Test
  void oneSessionAfterTheOtherAndManyAtOnceShareNothing() {
    ProtocolSession other = json.newSession(Credentials.none());
    session.textReceived("{\"type\":", out);
    other.textReceived("{\"type\":\"pong\"}", out);
    out.assertExactly("malformed not JSON", "notify {\"type\":", "heartbeat answered");
  }
}
