package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that says how often it wants heartbeats when it accepts the login. */
final class DictatedHeartbeatTest {

  private static final Duration WANTED = Duration.ofSeconds(7);

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @BeforeEach
  void sessionProtocolWithLogin() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
  }

  private void upWanting(Duration interval) {
    link.connectAndOpen();
    link.loggedInWanting(interval);
    link.skip();
  }

  @Test
  void heartbeatsComeThatOften() {
    upWanting(WANTED);
    link.nothingUntil(WANTED);
    link.expect("heartbeat 1");
    link.heartbeatWritten();
    link.frame();
    link.nothingUntil(WANTED);
    link.expect("heartbeat 1");
  }

  @Test
  void aLongerOneThanThePolicysDoesNotLetADeadLinkGoUnnoticed() {
    upWanting(Duration.ofHours(24));
    link.pass(Duration.ofSeconds(30));
    link.expect("heartbeat 1");
  }

  @Test
  void itHoldsForOneLink() {
    upWanting(WANTED);
    link.ended(CauseKind.LINK_LOST);
    link.skip();
    link.reconnectNow();
    link.opened();
    link.loggedIn();
    link.skip();

    link.pass(Duration.ofSeconds(29));
    link.pass(Duration.ofSeconds(1));
    link.expect("heartbeat 2");
  }

  @Test
  void itSurvivesSavingAndLoading() {
    upWanting(WANTED);
    ConnectionMachine other =
        new ConnectionMachine(
            ConnectionPolicy.builder().loginRequired(true).build(), new java.util.Random(1), 0);
    long[] memory = new long[MachineMemory.WORDS];
    link.machine().save(memory, 0);
    other.load(memory, 0);

    assertThat(memory[MachineMemory.HEARTBEAT_INTERVAL]).isEqualTo(WANTED.toNanos());
    assertThat(other.nextDeadlineNanos()).isEqualTo(link.machine().nextDeadlineNanos());
  }

  /** So that one machine can play many connections, whatever the one before was told. */
  @Test
  void nothingOfItIsSavedWhereItDoesNotHold() {
    long[] memory = new long[MachineMemory.WORDS];
    upWanting(WANTED);
    link.ended(CauseKind.LINK_LOST);
    link.skip();
    link.machine().save(memory, 0);
    assertThat(memory[MachineMemory.HEARTBEAT_INTERVAL]).as("without a link").isZero();

    link.reconnectNow();
    link.opened();
    link.loggedIn();
    link.skip();
    link.machine().save(memory, 0);
    assertThat(memory[MachineMemory.HEARTBEAT_INTERVAL]).as("on another link").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT24H"})
  void mayBeFromASecondToADay(Duration interval) {
    assertThat(new Event.LoginAccepted(1, Optional.of(interval)).heartbeatInterval())
        .hasValue(interval);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.999S", "PT24H0.001S", "PT0S", "PT-1S"})
  void mayBeNothingElse(Duration interval) {
    assertThatThrownBy(() -> new Event.LoginAccepted(1, Optional.of(interval)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(interval.toString());
  }
}
