package dev.holdfast.bootstrap.config;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.CredentialsSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Reads credentials from their files for every attempt, so that a rotated secret is used without a
 * restart. Reading happens on the executor, never on the caller's thread.
 */
final class FileCredentials implements CredentialsSource {

  private final CredentialsConfig config;
  private final Executor files;
  private final Consumer<String> learned;

  FileCredentials(CredentialsConfig config, Executor files, Consumer<String> learned) {
    this.config = config;
    this.files = files;
    this.learned = learned;
  }

  // There is no cache, so asking for fresh ones makes no difference.
  @Override
  public CompletionStage<Credentials> credentials(boolean fresh) {
    try {
      return CompletableFuture.supplyAsync(this::read, files);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("credentials cannot be read any more: shutting down", e));
    }
  }

  private Credentials read() {
    Optional<String> email = config.email().map(CredentialValue::now);
    Optional<String> password = config.password().map(CredentialValue::now);
    Optional<String> token = config.token().map(CredentialValue::now);
    password.ifPresent(learned);
    token.ifPresent(learned);
    SecretValues.basic(email, password).ifPresent(learned);
    return new Credentials(email, password, token);
  }
}
