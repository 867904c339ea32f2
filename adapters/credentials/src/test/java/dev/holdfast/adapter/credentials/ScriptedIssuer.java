package dev.holdfast.adapter.credentials;

import java.time.Duration;
import java.util.Optional;

/** An issuer that does what the test says; by default each token lives for an hour. */
final class ScriptedIssuer implements TokenIssuer {

  /** One answer. */
  interface Answer {
    IssuedToken give(int number) throws TokenException, InterruptedException;
  }

  private int asked;
  private Answer answer = number -> token(number, Optional.of(Duration.ofHours(1)));

  @Override
  public String name() {
    return "token issuer of the test";
  }

  @Override
  public IssuedToken issue() throws TokenException, InterruptedException {
    asked++;
    return answer.give(asked);
  }

  @Override
  public void stop() {
    answer =
        number -> {
          throw new TokenException("stopped");
        };
  }

  /** From now on every token lives that long; empty for nobody knows. */
  void lifetime(Optional<Duration> lifetime) {
    answer = number -> token(number, lifetime);
  }

  /** From now on this happens. */
  void answer(Answer next) {
    answer = next;
  }

  /** How often somebody has asked. */
  int asked() {
    return asked;
  }

  private static IssuedToken token(int number, Optional<Duration> lifetime) throws TokenException {
    return IssuedToken.of("token-" + number, lifetime);
  }
}
