package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials are asked for anew at every attempt; they may fail, come late, or be rejected. */
final class CredentialsTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void areAskedForAtEveryAttemptAndGoIntoTheHandshake() {
    rig.credentials().answer(token("first"));
    rig.headers(Map.of("X-Site", "press hall"));
    rig.bringUp();
    assertThat(rig.link().request().headers())
        .containsOnly(Map.entry("X-Token", "first"), Map.entry("X-Site", "press hall"));

    rig.credentials().answer(token("second"));
    rig.lose();
    rig.bringUp();

    assertThat(rig.link().request().headers()).containsEntry("X-Token", "second");
    assertThat(rig.credentials().asked()).containsExactly("any", "any");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Token", "x-token"})
  void aHeaderOfTheConfigurationWinsOverTheProtocols(String name) {
    rig.credentials().answer(token("from the protocol"));
    rig.headers(Map.of(name, "from the configuration"));
    rig.bringUp();

    assertThat(rig.link().request().headers())
        .containsOnly(Map.entry(name, "from the configuration"));
  }

  @ParameterizedTest
  @CsvSource({
    "ws://gateway.test/a, ws://gateway.test/a?pass%20word=",
    "ws://gateway.test, ws://gateway.test?pass%20word=",
    "ws://gateway.test/a?, ws://gateway.test/a?pass%20word=",
    "ws://gateway.test/a?x=%7B1%7D&y, ws://gateway.test/a?x=%7B1%7D&y&pass%20word="
  })
  void mayGoIntoTheQuery(String endpoint, String expected) {
    rig.credentials().answer(password("a%20b%26c"));
    rig.endpoints(endpoint);
    rig.bringUp();

    assertThat(rig.link().request().endpoint()).hasToString(expected + "a%20b%26c");
    assertThat(rig.link().request().toString()).doesNotContain("%20");
  }

  @Test
  void whatCannotStandInAQueryIsToldWithoutShowingIt() {
    rig.credentials().answer(password("se cret"));
    rig.connect();

    assertRetry(
        CauseKind.CREDENTIALS_UNAVAILABLE,
        "what the session protocol adds to the query is not percent-encoded");
  }

  @Test
  void whatTheUserWroteIntoTheQueryWins() {
    rig.credentials().answer(password("secret"));
    rig.endpoints("ws://gateway.test/a?x=1&pass%20word=mine");
    rig.bringUp();

    assertThat(rig.link().request().endpoint())
        .hasToString("ws://gateway.test/a?x=1&pass%20word=mine");
  }

  @Test
  void noLinkIsOpenedBeforeTheyAreThere() {
    CompletableFuture<Credentials> held = rig.credentials().hold();
    rig.connect();
    rig.passSeconds(9);
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTING);
    assertThat(rig.transport().opened()).isZero();

    held.complete(token("late but in time"));
    assertThat(rig.transport().opened()).as("never inside the call that completes").isZero();
    rig.run();
    rig.accept();

    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void aFailingSourceFailsTheAttemptAndIsAskedAgain() {
    rig.credentials().fail(new IOException("token file missing"));
    rig.connect();

    assertRetry(CauseKind.CREDENTIALS_UNAVAILABLE, "token file missing");
    assertThat(rig.transport().opened()).isZero();

    rig.credentials().answer(Credentials.none());
    rig.pass(Duration.ofMillis(2400));
    rig.accept();
    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void aFailureIsToldInTheSourcesOwnWords() {
    rig.credentials().fail(new CompletionException(new IOException("token command: exit 1")));
    rig.connect();
    assertRetry(CauseKind.CREDENTIALS_UNAVAILABLE, "token command: exit 1");

    rig.credentials().fail(new IllegalStateException());
    rig.reconnectNow();
    assertRetry(CauseKind.CREDENTIALS_UNAVAILABLE, "IllegalStateException");
  }

  @Test
  void aSourceThatGivesNothingFailsTheAttempt() {
    rig.credentials().hold().complete(null);
    rig.connect();
    assertRetry(CauseKind.CREDENTIALS_UNAVAILABLE, "the source gave none");
  }

  @Test
  void aSourceThatThrowsFailsTheAttempt() {
    rig.credentials().throwAlways(new IllegalStateException("broken source"));
    rig.connect();

    assertRetry(CauseKind.PROTOCOL_VIOLATION, "internal error");
    assertThat(rig.log().take(Level.ERROR)).containsExactly("Internal error, the link is given up");
    rig.credentials().answer(Credentials.none());
    rig.pass(Duration.ofMillis(2400));
    rig.accept();
    assertThat(rig.isUp()).isTrue();
  }

  /** A token file with a line break in it: the user's mistake, told without the token. */
  @Test
  void onesThatDoNotFitIntoAHeaderFailTheAttempt() {
    rig.credentials().answer(token("s3cr3t\n"));
    rig.connect();

    assertRetry(
        CauseKind.CREDENTIALS_UNAVAILABLE,
        "header X-Token holds a character that HTTP does not allow");
    assertThat(rig.log().take(Level.ERROR)).isEmpty();
    assertThat(rig.transport().opened()).isZero();
    rig.credentials().answer(token("s3cr3t"));
    rig.pass(Duration.ofMillis(2400));
    rig.accept();
    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void aSourceThatNeverAnswersRunsIntoTheConnectTimeout() {
    CompletableFuture<Credentials> held = rig.credentials().hold();
    rig.connect();
    rig.passSeconds(10);
    assertRetry(CauseKind.CONNECT_TIMEOUT, "after 10000 ms");

    held.complete(token("too late"));
    rig.run();

    assertThat(rig.transport().opened()).isZero();
    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
  }

  @Test
  void anAnswerToAnOlderAttemptIsNotUsedByTheNext() {
    CompletableFuture<Credentials> older = rig.credentials().hold();
    rig.connect();
    rig.passSeconds(10);
    CompletableFuture<Credentials> newer = rig.credentials().hold();
    rig.reconnectNow();

    older.complete(token("older"));
    rig.run();
    assertThat(rig.transport().opened()).isZero();
    older.completeExceptionally(new IOException("harmless"));
    newer.complete(token("newer"));
    rig.run();

    assertThat(rig.transport().opened()).isEqualTo(1);
    assertThat(rig.link().request().headers()).containsEntry("X-Token", "newer");
  }

  @Test
  void anAnswerAfterTheShutdownOpensNothing() {
    CompletableFuture<Credentials> held = rig.credentials().hold();
    rig.connect();
    rig.shutDown(Duration.ofSeconds(1));
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);

    held.complete(token("too late"));
    rig.run();

    assertThat(rig.transport().opened()).isZero();
  }

  @Test
  void freshOnesAreAskedForAfterA401AndOnlyThen() {
    rig.bringUp();
    rig.lose();
    rig.reconnectNow();
    reject(401);
    assertRetry(CauseKind.HANDSHAKE_REJECTED, "no such token");
    rig.reconnectNow();
    rig.accept();
    assertThat(rig.isUp()).isTrue();
    rig.lose();
    rig.reconnectNow();

    assertThat(rig.credentials().asked()).containsExactly("any", "any", "fresh", "any");
  }

  @Test
  void stopsWhenFreshOnesAreRejectedAndNoneEverWorked() {
    rig.connect();
    reject(403);
    rig.reconnectNow();
    reject(403);

    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(last().next()).isEqualTo(new Next.Stop(StopReason.REJECTED));
    assertThat(rig.credentials().asked()).containsExactly("any", "fresh");
    rig.passSeconds(3600);
    assertThat(rig.transport().opened()).isEqualTo(2);
  }

  @Test
  void retriesSlowlyWhenRejectedThoughTheyOnceWorked() {
    rig.bringUp();
    rig.lose();
    rig.reconnectNow();
    reject(401);
    rig.reconnectNow();
    reject(401);

    Next.Retry retry = (Next.Retry) last().next();
    assertThat(retry.unhealthy()).isTrue();
    assertThat(retry.delay()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }

  @Test
  void freshOnesAreAskedForAfterARejectedLogin() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.connect();
    rig.accept();
    rig.receive(ScriptedProtocol.REJECT + "wrong password");

    assertRetry(CauseKind.LOGIN_REJECTED, "wrong password");
    assertThat(rig.link().wasAborted()).isTrue();
    rig.pass(Duration.ofMillis(2400));
    assertThat(rig.credentials().asked()).containsExactly("any", "fresh");
  }

  private void reject(int status) {
    rig.link().end(Cause.handshakeRejected(status, "no such token", Optional.empty()));
    rig.run();
  }

  private void assertRetry(CauseKind cause, String detail) {
    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(last().cause().kind()).isEqualTo(cause);
    assertThat(last().cause().detail()).isEqualTo(detail);
    assertThat(last().next()).isInstanceOf(Next.Retry.class);
  }

  private Transition last() {
    return rig.connection().status().lastTransition().orElseThrow();
  }

  private static Credentials token(String value) {
    return new Credentials(Optional.empty(), Optional.empty(), Optional.of(value));
  }

  private static Credentials password(String password) {
    return new Credentials(Optional.empty(), Optional.of(password), Optional.empty());
  }
}
