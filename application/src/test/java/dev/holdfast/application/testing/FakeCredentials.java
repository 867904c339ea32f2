package dev.holdfast.application.testing;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.CredentialsSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A source of credentials that answers at once, or fails, or waits for the test. */
public final class FakeCredentials implements CredentialsSource {

  private final List<String> asked = new ArrayList<>();
  private Supplier<CompletionStage<Credentials>> answer =
      () -> CompletableFuture.completedFuture(Credentials.none());

  @Override
  public CompletionStage<Credentials> credentials(boolean fresh) {
    asked.add(fresh ? "fresh" : "any");
    return answer.get();
  }

  /** From now on every question gets this answer. */
  public void answer(Credentials credentials) {
    answer = () -> CompletableFuture.completedFuture(credentials);
  }

  /** From now on every question fails. */
  public void fail(Throwable failure) {
    answer = () -> CompletableFuture.failedFuture(failure);
  }

  /** From now on every question gets this one answer, whenever the test completes it. */
  public CompletableFuture<Credentials> hold() {
    CompletableFuture<Credentials> held = new CompletableFuture<>();
    answer = () -> held;
    return held;
  }

  /** From now on asking itself throws. */
  public void throwAlways(RuntimeException failure) {
    answer =
        () -> {
          throw failure;
        };
  }

  /** What was asked for, in order: {@code any} or {@code fresh}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }
}
