package dev.holdfast.adapter.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.testing.ManualExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked for a token, and when; in a time of day that the test moves. */
class IssuedTokensTest {

  private final ScriptedIssuer issuer = new ScriptedIssuer();
  private final KnownSecrets secrets = new KnownSecrets();
  private final ManualExecutor threads = new ManualExecutor();
  private long now = 1_795_000_000_000L;
  private final IssuedTokens tokens = new IssuedTokens(issuer, secrets, () -> now, threads);
  private final CredentialsSource source = connection();

  @Test
  void askingNeverHappensOnTheCallersThread() {
    CompletableFuture<Credentials> asked = source.credentials(false).toCompletableFuture();

    assertThat(issuer.asked()).isZero();
    assertThat(asked).isNotDone();
    threads.runPending();
    assertThat(token(asked)).isEqualTo("token-1");
  }

  @Test
  void theRestOfTheCredentialsComesFromElsewhere() {
    Credentials rest =
        new Credentials(Optional.of("me@x"), Optional.of("word"), Optional.of("not this one"));
    CredentialsSource both = tokens.forConnection(fresh -> CompletableFuture.completedFuture(rest));

    CompletableFuture<Credentials> asked = both.credentials(false).toCompletableFuture();
    threads.runPending();

    assertThat(asked.join())
        .isEqualTo(
            new Credentials(
                Optional.of("me@x"),
                Optional.of("word"),
                Optional.of("token-1"),
                Optional.of(Duration.ofMinutes(59))));
  }

  @Test
  void aTokenSaysWhenANewerOneIsToBeHad() {
    assertThat(renewIn()).hasValue(Duration.ofMinutes(59));
    pass(Duration.ofMinutes(58));
    assertThat(renewIn()).hasValue(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(1));
    assertThat(renewIn()).as("of the next").hasValue(Duration.ofMinutes(59));
  }

  private Optional<Duration> renewIn() {
    CredentialsSource none = fresh -> CompletableFuture.completedFuture(Credentials.none());
    CompletableFuture<Credentials> asked =
        tokens.forConnection(none).credentials(false).toCompletableFuture();
    threads.runPending();
    return asked.join().renewIn();
  }

  @Test
  void aTokenIsUsedUntilAMinuteBeforeItExpires() {
    assertThat(ask(false)).isEqualTo("token-1");
    pass(Duration.ofMinutes(59).minusMillis(1));
    assertThat(ask(false)).isEqualTo("token-1");
    pass(Duration.ofMillis(1));
    assertThat(ask(false)).isEqualTo("token-2");
    assertThat(issuer.asked()).isEqualTo(2);
  }

  @Test
  void ofAShortLifetimeATenthIsLeft() {
    issuer.lifetime(Optional.of(Duration.ofSeconds(20)));
    assertThat(ask(false)).isEqualTo("token-1");
    pass(Duration.ofMillis(17_999));
    assertThat(ask(false)).isEqualTo("token-1");
    pass(Duration.ofMillis(1));
    assertThat(ask(false)).isEqualTo("token-2");
  }

  @Test
  void withoutALifetimeEveryAttemptAsks() {
    issuer.lifetime(Optional.empty());
    assertThat(ask(false)).isEqualTo("token-1");
    assertThat(ask(false)).isEqualTo("token-2");
  }

  /** Our clock may be wrong: whether it has expired is for the gateway to say. */
  @ParameterizedTest
  @ValueSource(longs = {0, -3600})
  void aTokenThatHasExpiredOnArrivalIsUsedOnce(long seconds) {
    issuer.lifetime(Optional.of(Duration.ofSeconds(seconds)));
    assertThat(ask(false)).isEqualTo("token-1");
    assertThat(ask(false)).isEqualTo("token-2");
  }

  @Test
  void whoAsksMeanwhileGetsTheSameAnswer() {
    CompletableFuture<Credentials> first = source.credentials(false).toCompletableFuture();
    CompletableFuture<Credentials> second = connection().credentials(false).toCompletableFuture();
    CompletableFuture<Credentials> third = connection().credentials(true).toCompletableFuture();
    threads.runPending();

    assertThat(token(first)).isEqualTo("token-1").isEqualTo(token(second)).isEqualTo(token(third));
    assertThat(issuer.asked()).isEqualTo(1);
  }

  @Test
  void aRejectedTokenIsReplacedOnce() {
    assertThat(ask(false)).isEqualTo("token-1");
    assertThat(ask(true)).isEqualTo("token-2");
    assertThat(ask(false)).isEqualTo("token-2");
    assertThat(issuer.asked()).isEqualTo(2);
  }

  /** A revoked token is rejected on every connection, one after the other. */
  @Test
  void theOthersWhoHoldARejectedTokenGetTheNewOne() {
    CredentialsSource other = connection();
    assertThat(ask(source, false)).isEqualTo("token-1");
    assertThat(ask(other, false)).isEqualTo("token-1");
    assertThat(ask(source, true)).isEqualTo("token-2");
    assertThat(ask(other, true)).isEqualTo("token-2");
    assertThat(issuer.asked()).isEqualTo(2);

    assertThat(ask(other, true)).as("rejected as well").isEqualTo("token-3");
  }

  @Test
  void aRejectionAsksAgainEachTime() {
    assertThat(ask(false)).isEqualTo("token-1");
    assertThat(ask(true)).isEqualTo("token-2");
    assertThat(ask(true)).isEqualTo("token-3");
  }

  @Test
  void aFailureIsToldWithItsSource() {
    issuer.answer(fails("exit code 3: not logged in"));
    assertUnavailable("token issuer of the test: exit code 3: not logged in");
  }

  @Test
  void aFailureHoldsForASecond() {
    issuer.answer(fails("down"));
    assertUnavailable("token issuer of the test: down");
    pass(Duration.ofMillis(999));
    assertUnavailable("token issuer of the test: down");
    assertThat(issuer.asked()).isEqualTo(1);

    issuer.lifetime(Optional.empty());
    pass(Duration.ofMillis(1));
    assertThat(ask(false)).isEqualTo("token-2");
  }

  @Test
  void aFailureDoesNotTakeATokenAwayThatIsGood() {
    CredentialsSource other = connection();
    assertThat(ask(other, false)).isEqualTo("token-1");
    CredentialsSource rejected = connection();
    assertThat(ask(rejected, false)).isEqualTo("token-1");
    issuer.answer(fails("down"));
    assertThatThrownBy(() -> ask(rejected, true)).hasRootCauseMessage(named("down"));

    assertThat(ask(other, false)).isEqualTo("token-1");
  }

  @ParameterizedTest
  @CsvSource({"120, 120", "0, 1", "86400, 600"})
  void anIssuerThatWantsToBeLeftAloneIs(long asked, long seconds) {
    issuer.answer(
        number -> {
          throw new TokenException("HTTP 429", Optional.of(Duration.ofSeconds(asked)));
        });
    assertUnavailable(named("HTTP 429"));
    issuer.lifetime(Optional.empty());
    pass(Duration.ofSeconds(seconds).minusMillis(1));
    assertUnavailable(named("HTTP 429"));
    pass(Duration.ofMillis(1));
    assertThat(ask(false)).isEqualTo("token-2");
  }

  @Test
  void aClockThatIsSetBackCostsOneRequest() {
    assertThat(ask(false)).isEqualTo("token-1");
    pass(Duration.ofDays(-1));
    assertThat(ask(false)).isEqualTo("token-2");
    assertThat(ask(false)).isEqualTo("token-2");
    issuer.answer(fails("down"));
    pass(Duration.ofHours(2));
    assertUnavailable(named("down"));
    issuer.lifetime(Optional.empty());
    pass(Duration.ofDays(-1));
    assertThat(ask(false)).as("nor does a failure last").isEqualTo("token-4");
  }

  @Test
  void aClockThatIsSetForwardCostsOneRequest() {
    assertThat(ask(false)).isEqualTo("token-1");
    pass(Duration.ofDays(20_000));
    assertThat(ask(false)).isEqualTo("token-2");
    assertThat(ask(false)).isEqualTo("token-2");
  }

  /** Set back by less than its age, the clock hides that the token has expired: it is rejected. */
  @Test
  void aTokenThatLooksGoodToAWrongClockIsReplacedWhenItIsRejected() {
    assertThat(ask(false)).isEqualTo("token-1");
    pass(Duration.ofMinutes(58));
    pass(Duration.ofMinutes(-30));
    pass(Duration.ofMinutes(10));
    assertThat(ask(false)).isEqualTo("token-1");
    assertThat(ask(true)).isEqualTo("token-2");
  }

  @Test
  void everyTokenIsMaskedBeforeAnybodyHasIt() {
    source
        .credentials(false)
        .thenAccept(given -> assertThat(secrets.known()).containsExactly("token-1"));
    threads.runPending();
    assertThat(secrets.known()).containsExactly("token-1");
  }

  @Test
  void aMessageIsMaskedFirstAndCutThen() {
    secrets.learn("s3cret".repeat(100));
    issuer.answer(fails("rejected " + "s3cret".repeat(100) + " x".repeat(200)));
    assertThatThrownBy(() -> ask(false))
        .rootCause()
        .satisfies(
            said ->
                assertThat(said.getMessage())
                    .startsWith(named("rejected *** x x"))
                    .doesNotContain("s3cret")
                    .hasSize(200));
  }

  @Test
  void abugInAnIssuerFailsTheAttemptAndNoMore() {
    issuer.answer(
        number -> {
          throw new IllegalStateException("a bug");
        });
    assertUnavailable(named("cannot be asked (IllegalStateException)"));
    issuer.lifetime(Optional.empty());
    pass(Duration.ofSeconds(1));
    assertThat(ask(false)).isEqualTo("token-2");
  }

  @Test
  void aThreadThatCannotBeHadFailsTheAttemptAndNoMore() {
    long[] left = {1};
    IssuedTokens starved =
        new IssuedTokens(
            issuer,
            secrets,
            () -> now,
            task -> {
              if (left[0]-- > 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              task.run();
            });
    CredentialsSource connection = starved.forConnection(IssuedTokensTest::nothing);
    assertThatThrownBy(() -> ask(connection, false))
        .hasRootCauseMessage(named("cannot be asked (OutOfMemoryError)"));
    pass(Duration.ofSeconds(1));
    assertThat(ask(connection, false)).isEqualTo("token-1");
  }

  @Test
  void closedThereAreNoNewTokens() {
    issuer.lifetime(Optional.empty());
    assertThat(ask(false)).isEqualTo("token-1");
    tokens.close();
    assertUnavailable(named("stopped"));
  }

  @Test
  void printingATokenDoesNotShowIt() throws TokenException {
    assertThat(IssuedToken.of("s3cret", Optional.of(Duration.ofSeconds(1))).toString())
        .isEqualTo("IssuedToken[lifetime=Optional[PT1S]]");
    assertThat(tokens.token(IssuedTokens.NONE)).isNotDone();
    threads.runPending();
    assertThat(tokens.token(IssuedTokens.NONE).join().toString()).doesNotContain("token-1");
  }

  private CredentialsSource connection() {
    return tokens.forConnection(IssuedTokensTest::nothing);
  }

  private static CompletableFuture<Credentials> nothing(boolean fresh) {
    return CompletableFuture.completedFuture(Credentials.none());
  }

  private String ask(boolean fresh) {
    return ask(source, fresh);
  }

  private String ask(CredentialsSource from, boolean fresh) {
    CompletableFuture<Credentials> asked = from.credentials(fresh).toCompletableFuture();
    threads.runPending();
    return token(asked);
  }

  private static String token(CompletableFuture<Credentials> asked) {
    assertThat(asked).isDone();
    return asked.join().token().orElseThrow();
  }

  private void pass(Duration time) {
    now += time.toMillis();
  }

  private void assertUnavailable(String message) {
    assertThatThrownBy(() -> ask(false))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  private static String named(String reason) {
    return "token issuer of the test: " + reason;
  }

  private static ScriptedIssuer.Answer fails(String reason) {
    return number -> {
      throw new TokenException(reason);
    };
  }
}
