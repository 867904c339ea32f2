package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sink that cannot follow: the one socket is read no further, and that is no death. */
final class SlowSinkTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void messagesArriveWithTheirSource() {
    rig.bringUp();
    rig.receive("one");
    rig.link().binary((byte) 10, (byte) 255);
    rig.run();

    assertThat(rig.sink().contents()).containsExactly("one", "0x0aff");
    assertThat(rig.sink().messages())
        .extracting(InboundMessage::connection)
        .containsOnly("press-7");
    ByteBuffer data = ((InboundMessage.Binary) rig.sink().messages().get(1)).data();
    assertThat(data.isReadOnly()).isTrue();
    assertThat(rig.connection().status().traffic().received()).isEqualTo(2);
  }

  @Test
  void stopsReadingWhenTheSinkIsFullAndGoesOnWhenThereIsRoom() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one");
    assertThat(rig.link().isPaused()).isTrue();
    rig.receive("two");
    assertThat(rig.sink().contents()).containsExactly("one");

    rig.sink().makeRoom();
    assertThat(rig.link().isPaused()).as("resumed off the loop").isTrue();
    rig.run();

    assertThat(rig.link().isPaused()).isFalse();
    assertThat(rig.sink().contents()).containsExactly("one", "two");
  }

  @Test
  void stopsInTheMiddleOfWhatWasReadTogether() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one", "two", "three");
    assertThat(rig.sink().contents()).containsExactly("one");
    assertThat(rig.sink().waiting()).isEqualTo(1);

    rig.sink().makeRoom();
    rig.run();

    assertThat(rig.sink().contents()).containsExactly("one", "two", "three");
    assertThat(rig.link().isPaused()).isFalse();
  }

  @Test
  void anOrderlyEndWaitsBehindWhatWasNotRead() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one", "two");
    rig.link().finish();
    rig.passSeconds(600);
    assertThat(rig.isUp()).isTrue();

    rig.sink().makeRoom();
    rig.run();

    assertThat(rig.sink().contents()).containsExactly("one", "two");
    assertThat(rig.isUp()).isFalse();
  }

  @Test
  void aResetIsNoticedThoughNothingIsRead() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one", "two");
    rig.lose();

    assertThat(rig.isUp()).isFalse();
    assertThat(rig.sink().contents()).containsExactly("one");
  }

  @Test
  void canFillUpAgainAndAgain() {
    rig.bringUp();
    for (int i = 0; i < 5; i++) {
      rig.sink().fill();
      rig.receive("m" + i);
      assertThat(rig.link().isPaused()).isTrue();
      rig.sink().makeRoom();
      rig.run();
      assertThat(rig.link().isPaused()).isFalse();
    }
    assertThat(rig.sink().contents()).containsExactly("m0", "m1", "m2", "m3", "m4");
  }

  @Test
  void silenceOfOurOwnDoingIsNotDeath() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one");

    rig.passSeconds(3600);

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.link().wire()).as("no answer could be read, so none is asked for").isEmpty();
  }

  @Test
  void pausingWhileAHeartbeatIsUnansweredIsNotDeathEither() {
    rig.bringUp();
    rig.passSeconds(30);
    assertThat(rig.link().wire()).containsExactly("ping 1");
    rig.sink().fill();
    rig.receive("one");

    rig.passSeconds(60);

    assertThat(rig.isUp()).isTrue();
  }

  /** Both deadlines are found passed by one late timer, and the other one is the earlier. */
  @Test
  void nothingElseThatIsDueMakesItDeath() {
    rig.policy(
        policy ->
            policy
                .stableAfter(Duration.ofSeconds(10))
                .heartbeat(
                    new HeartbeatPolicy(true, Duration.ofSeconds(8), Duration.ofMillis(2_400))));
    rig.bringUp();
    rig.link().holdWrites();
    rig.passSeconds(8);
    rig.sink().fill();
    rig.receive("one");
    rig.link().releaseWrites();
    rig.run();
    assertThat(rig.link().wire()).containsExactly("ping 1");

    // Stable at 10 s, the heartbeat times out at 10.4 s, the timer comes at 10.8 s.
    rig.pass(Duration.ofMillis(1_900));
    rig.loop().suspend(Duration.ofMillis(900));
    rig.run();
    assertThat(rig.isUp()).isTrue();
    rig.passSeconds(60);

    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void listensAgainAfterTheRoomCameBack() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one");
    rig.passSeconds(3600);
    rig.sink().makeRoom();
    rig.run();

    rig.passSeconds(30);
    assertThat(rig.link().wire()).containsExactly("ping 1");
    rig.passSeconds(5);

    assertThat(rig.link().wasAborted()).as("a dead gateway is noticed again").isTrue();
  }

  @Test
  void roomForALinkThatIsGoneChangesNothing() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one");
    rig.link().frames();
    rig.disconnect(Duration.ofSeconds(1));
    rig.passSeconds(1);
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    rig.bringUp();

    rig.sink().makeRoom();
    rig.run();

    assertThat(rig.link().isPaused()).isFalse();
    rig.receive("two");
    assertThat(rig.sink().contents()).containsExactly("one", "two");
  }

  @Test
  void aNewLinkReadsUntilTheSinkSaysNoAgain() {
    rig.bringUp();
    rig.sink().fill();
    rig.receive("one");
    rig.sink().makeRoom();
    rig.sink().fill();
    rig.run();
    rig.lose();
    rig.bringUp();
    assertThat(rig.link().isPaused()).isFalse();

    rig.receive("two");

    assertThat(rig.link().isPaused()).isTrue();
    rig.sink().makeRoom();
    rig.run();
    assertThat(rig.link().isPaused()).isFalse();
  }

  @Test
  void roomAfterTheLoopHasEndedIsHarmless() {
    ConnectionRig other = new ConnectionRig();
    other.bringUp();
    other.sink().fill();
    other.receive("one");
    other.loop().shutDown();

    other.sink().makeRoom();

    assertThat(other.sink().waiting()).isZero();
    rig.bringUp();
  }
}
