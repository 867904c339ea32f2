package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From handshake done to login accepted, or not. */
final class LoginTest {

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @BeforeEach
  void sessionProtocolWithLogin() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
  }

  @Test
  void isUpOnceTheLoginIsAccepted() {
    link.connectAndOpen();
    assertThat(link.machine().state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(link.machine().isUp()).isFalse();

    link.pass(Duration.ofMillis(30));
    link.loggedIn();
    link.expect("CONNECTED -> AUTHENTICATED (login-accepted)");
    assertThat(link.machine().isUp()).isTrue();
  }

  @Test
  void loginTimesOutAfterTenSeconds() {
    link.connectAndOpen();
    assertThat(link.machine().nextDeadlineKind()).isEqualTo(DeadlineKind.LOGIN_TIMEOUT);

    link.nothingUntil(Duration.ofSeconds(10));
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (login-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (login-timeout) retry in 1500 ms, failure 1");
    assertThat(link.lastTransition().cause().detail()).isEqualTo("after 10000 ms");
  }

  @Test
  void loginTimeoutStartsAtTheHandshakeNotAtTheDial() {
    link.connect();
    link.pass(Duration.ofSeconds(9));
    link.opened();
    link.skip();

    link.nothingUntil(Duration.ofSeconds(10));
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (login-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (login-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void framesBeforeTheLoginDoNotPutTheLoginTimeoutOff() {
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(9));
    link.frame();

    link.nothingUntil(Duration.ofSeconds(1));
    link.expect(
        "abort 1",
        "CONNECTED -> CLOSED (login-timeout) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (login-timeout) retry in 1500 ms, failure 1");
  }

  @Test
  void heartbeatStartsWithTheLogin() {
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(9));
    link.loggedIn();
    link.expect("CONNECTED -> AUTHENTICATED (login-accepted)");

    link.nothingUntil(Duration.ofSeconds(30));
    link.expect("heartbeat 1");
  }

  @Test
  void loginAcceptedWithoutALoginIsIllegal() {
    link.use(ConnectionPolicy.defaults());
    link.connectAndOpen();

    link.loggedIn();
    link.expect("ignored LOGIN_ACCEPTED 1 (illegal)");
    assertThat(link.machine().state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(link.machine().isUp()).isTrue();
  }

  @Test
  void loginAcceptedTwiceIsIllegal() {
    link.connectAndOpen();
    link.loggedIn();
    link.loggedIn();
    link.expect(
        "CONNECTED -> AUTHENTICATED (login-accepted)", "ignored LOGIN_ACCEPTED 1 (illegal)");
  }
}
