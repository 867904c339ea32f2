package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.ConnectionState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bugs, ours or a protocol's: the link is given up and comes back, whatever threw, and where. */
final class InternalErrorTest {

  private static final String LOG_LINE = "Internal error, the link is given up";

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  /** Places in which a session protocol can throw while the application calls it by itself. */
  enum Place {
    HEADERS,
    SESSION,
    HEARTBEAT,
    REQUEST
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aProtocolThatThrowsLosesItsLinkAndComesBack(Place place) {
    Fragile protocol = new Fragile(place);
    rig.protocol(protocol).heartbeat(HeartbeatMode.MESSAGE);
    rig.connect();
    if (place == Place.HEARTBEAT) {
      rig.accept();
      rig.passSeconds(30);
      assertThat(rig.link().wasAborted()).isTrue();
    } else if (place == Place.REQUEST) {
      rig.accept();
      assertThat(rig.command("set", ""))
          .as("nobody knows whether it left")
          .isCompletedWithValue(new CommandOutcome.Unknown("an internal error while it was sent"));
    }

    assertThat(rig.log().take(Level.ERROR)).containsExactly(LOG_LINE);
    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(lastCause())
        .isEqualTo(Cause.protocolViolation(CloseCode.INTERNAL_ERROR, "internal error"));
    assertThat(rig.transport().alive()).isZero();

    protocol.throwing = false;
    rig.pass(Duration.ofMillis(2400));
    rig.accept();
    assertThat(rig.isUp()).isTrue();
  }

  /** In a call of the transport the transport is the one who notices. */
  @Test
  void aProtocolThatThrowsOnAMessageLosesItsLinkAndComesBack() {
    rig.bringUp();
    rig.receive("one", "!throw", "never read");

    assertThat(rig.transport().crashes())
        .singleElement()
        .satisfies(thrown -> assertThat(thrown).hasMessage("thrown by the protocol"));
    assertThat(rig.sink().contents()).containsExactly("one");
    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(lastCause().kind()).isEqualTo(CauseKind.PROTOCOL_VIOLATION);
    rig.pass(Duration.ofMillis(2400));
    rig.accept();
    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void messagesSurviveIt() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    rig.receive("!throw");
    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text one");
  }

  /** The process ends: an internal error on the way must not bring the connection back. */
  @Test
  void duringTheShutdownItDoesNotComeBack() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.shutDown(Duration.ofSeconds(10));
    rig.receive("!throw");

    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    rig.passSeconds(600);
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void anExecutorThatTakesNoTaskDoesNotHurtTheConnection() {
    rig.observerExecutor().shutDown();
    rig.bringUp();
    rig.lose();
    rig.pass(Duration.ofMillis(2400));
    rig.accept();

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.log().take(Level.WARN))
        .hasSize(6)
        .containsOnly("Observers are not told, their executor takes no task");
  }

  private Cause lastCause() {
    return rig.connection().status().lastTransition().orElseThrow().cause();
  }

  /** A protocol that throws in one place, for as long as it is told to. */
  private static final class Fragile implements SessionProtocol, ProtocolSession {

    private final Place place;
    private boolean throwing = true;

    Fragile(Place place) {
      this.place = place;
    }

    private void pass(Place here) {
      if (throwing && here == place) {
        throw new IllegalStateException("thrown in " + here);
      }
    }

    @Override
    public ProtocolProfile profile() {
      return new ProtocolProfile("fragile", false, List.of(), false, HeartbeatMode.MESSAGE, true);
    }

    @Override
    public Map<String, String> handshakeHeaders(Credentials credentials) {
      pass(Place.HEADERS);
      return Map.of();
    }

    @Override
    public ProtocolSession newSession(Credentials credentials) {
      pass(Place.SESSION);
      return this;
    }

    @Override
    public void opened(String subprotocol, ProtocolOutputs out) {}

    @Override
    public void textReceived(String text, ProtocolOutputs out) {}

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {}

    @Override
    public Expected request(Request request, ProtocolOutputs out) {
      pass(Place.REQUEST);
      return Expected.NO_ANSWER;
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      pass(Place.HEARTBEAT);
      return "alive?";
    }
  }
}
