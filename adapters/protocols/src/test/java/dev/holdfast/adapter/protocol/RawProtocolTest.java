package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.SessionProtocol;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code raw}: whatever comes is for the application. */
final class RawProtocolTest {

  private final SessionProtocol raw = Protocols.byName("raw").orElseThrow();
  private final ProtocolSession session = raw.newSession(Credentials.none());
  private final RecordedOutputs out = new RecordedOutputs();

  @Test
  void hasNoLoginAndPings() {
    assertThat(raw.profile())
        .isEqualTo(new ProtocolProfile("raw", false, List.of(), false, HeartbeatMode.PING, false));
  }

  @Test
  void saysNothingFirst() {
    session.opened("", out);
    out.assertExactly();
  }

  @Test
  void handsEveryMessageOnAsItCame() {
    session.textReceived("{\"type\":\"ping\"}", out);
    session.textReceived("", out);
    session.textReceived(" not JSON\n", out);
    session.binaryReceived(ByteBuffer.wrap(new byte[] {0, 10, -1}), out);
    out.assertExactly(
        "notify {\"type\":\"ping\"}", "notify ", "notify  not JSON\n", "notify 0x000aff");
  }

  @Test
  void hasNoHeartbeatMessage() {
    assertThatThrownBy(() -> session.heartbeatMessage(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("raw has no heartbeat message");
  }
}
