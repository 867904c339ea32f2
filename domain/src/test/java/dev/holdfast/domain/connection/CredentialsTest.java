package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.ChosenRandom;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the gateway does not accept our credentials. */
final class CredentialsTest {

  private static final Cause UNAUTHORIZED = Cause.handshakeRejected(401, "", Optional.empty());
  private static final Cause LOGIN_REJECTED = Cause.of(CauseKind.LOGIN_REJECTED);
  private static final Duration FIRST_RETRY = Duration.ofMillis(1500);

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @BeforeEach
  void sessionProtocolWithLogin() {
    link.use(ConnectionPolicy.builder().loginRequired(true).build());
    link.connect();
    link.expect("DISCONNECTED -> CONNECTING (connect-requested)", "dial 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void rejectedOnceThenTriesOnceMoreWithFreshOnes(int status) {
    link.ended(Cause.handshakeRejected(status, "", Optional.empty()));
    link.expect(
        "CONNECTING -> CLOSED (handshake-rejected " + status + ") retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (handshake-rejected " + status + ") retry in 1500 ms, failure 1");

    link.nothingUntil(FIRST_RETRY);
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2 with fresh credentials");
  }

  @Test
  void rejectedLoginAbortsAndTriesOnceMoreWithFreshOnes() {
    link.opened();
    link.givenUp(LOGIN_REJECTED);
    link.expect(
        "CONNECTING -> CONNECTED (handshake-completed)",
        "abort 1",
        "CONNECTED -> CLOSED (login-rejected) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (login-rejected) retry in 1500 ms, failure 1");

    link.nothingUntil(FIRST_RETRY);
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2 with fresh credentials");
  }

  @Test
  void rejectedAgainAndNeverWorkedThenStops() {
    link.ended(UNAUTHORIZED);
    link.pass(FIRST_RETRY);
    link.opened();
    link.skip();

    link.givenUp(LOGIN_REJECTED);
    link.expect("abort 2", "CONNECTED -> CLOSED (login-rejected) stop REJECTED");
    link.pass(Duration.ofDays(1));
    link.expectNothing();
  }

  @Test
  void faultInBetweenDoesNotForgetTheFirstRejection() {
    link.ended(UNAUTHORIZED);
    link.pass(FIRST_RETRY);
    link.ended(CauseKind.CONNECT_REFUSED);
    link.pass(Duration.ofMillis(1874));
    link.skip();
    link.nothingUntil(Duration.ofMillis(1));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 3 with fresh credentials");

    link.ended(UNAUTHORIZED);
    link.expect("CONNECTING -> CLOSED (handshake-rejected 401) stop REJECTED");
  }

  @Test
  void freshOnesThatWorkAreKept() {
    link.ended(UNAUTHORIZED);
    link.pass(FIRST_RETRY);
    link.opened();
    link.loggedIn();
    link.ended(CauseKind.LINK_LOST);
    link.skip();

    link.nothingUntil(Duration.ofMillis(1875));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 3");
  }

  @Test
  void onceWorkedThenRetriesSlowlyAndIsUnhealthy() {
    workOnceThenBeRejected();
    link.expect(
        "CONNECTING -> CLOSED (handshake-rejected 401) retry in 1875 ms, failure 2",
        "CLOSED -> DISCONNECTED (handshake-rejected 401) retry in 1875 ms, failure 2");
    link.nothingUntil(Duration.ofMillis(1875));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 3 with fresh credentials");

    for (int failure = 3; failure < 10; failure++) {
      link.ended(UNAUTHORIZED);
      String next = "retry in 270000 ms, failure " + failure + ", unhealthy";
      link.expect(
          "CONNECTING -> CLOSED (handshake-rejected 401) " + next,
          "CLOSED -> DISCONNECTED (handshake-rejected 401) " + next);
      link.nothingUntil(Duration.ofSeconds(270));
      link.expect(
          "DISCONNECTED -> CONNECTING (backoff-over)",
          "dial " + (failure + 1) + " with fresh credentials");
    }
  }

  @Test
  void slowRetryIsSpreadByAFifthEitherWay() {
    workOnceThenBeRejected();
    link.reconnectNow();
    link.skip();
    link.draw(0);
    link.ended(UNAUTHORIZED);
    link.expect(
        "CONNECTING -> CLOSED (handshake-rejected 401) retry in 240000 ms, failure 3, unhealthy",
        "CLOSED -> DISCONNECTED (handshake-rejected 401) retry in 240000 ms, failure 3,"
            + " unhealthy");

    link.reconnectNow();
    link.skip();
    link.draw(ChosenRandom.ALMOST_ONE);
    link.ended(UNAUTHORIZED);
    link.expect(
        "CONNECTING -> CLOSED (handshake-rejected 401) retry in 359999.999999 ms, failure 4,"
            + " unhealthy",
        "CLOSED -> DISCONNECTED (handshake-rejected 401) retry in 359999.999999 ms, failure 4,"
            + " unhealthy");
  }

  @Test
  void userWhoConnectsAgainGetsTwoTriesAgain() {
    link.ended(UNAUTHORIZED);
    link.pass(FIRST_RETRY);
    link.ended(UNAUTHORIZED);
    link.skip();

    link.connect();
    link.expect(
        "CLOSED -> DISCONNECTED (connect-requested)",
        "DISCONNECTED -> CONNECTING (connect-requested)",
        "dial 3");
    link.ended(UNAUTHORIZED);
    link.expect(
        "CONNECTING -> CLOSED (handshake-rejected 401) retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (handshake-rejected 401) retry in 1500 ms, failure 1");
  }

  private void workOnceThenBeRejected() {
    link.opened();
    link.loggedIn();
    link.ended(CauseKind.LINK_LOST);
    link.pass(FIRST_RETRY);
    link.skip();
    link.ended(UNAUTHORIZED);
  }

  @Test
  void aLinkIsReplacedWithinAYearOrNotForThat() {
    Duration year = Duration.ofDays(365);
    assertThat(new Event.HandshakeCompleted(1, Optional.of(year)).replaceWithin()).contains(year);
    assertThat(new Event.HandshakeCompleted(1, Optional.of(Duration.ofNanos(1))).replaceWithin())
        .isPresent();
    for (Duration wrong :
        List.of(Duration.ZERO, Duration.ofNanos(-1), year.plusNanos(1), Duration.ofDays(-400))) {
      assertThatThrownBy(() -> new Event.HandshakeCompleted(1, Optional.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("replaceWithin must be above zero and at most a year but was " + wrong);
    }
  }
}
