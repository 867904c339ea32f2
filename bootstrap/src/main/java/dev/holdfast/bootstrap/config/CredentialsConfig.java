package dev.holdfast.bootstrap.config;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.CredentialsSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The parts of the credentials that are configured, each with the place that it comes from.
 * Printing it shows no secret.
 *
 * @param email the user name
 * @param password the password that goes with it
 * @param token a bearer token
 * @param issuer who issues the token; empty if nobody does, and if there is a token already
 * @param rotateBeforeExpiry whether a link is replaced before an issued token expires, if the
 *     session protocol cannot renew its login
 */
public record CredentialsConfig(
    Optional<CredentialValue> email,
    Optional<CredentialValue> password,
    Optional<CredentialValue> token,
    Optional<TokenIssuerConfig> issuer,
    boolean rotateBeforeExpiry) {

  /** The same, with links that outlive their token. */
  public CredentialsConfig(
      Optional<CredentialValue> email,
      Optional<CredentialValue> password,
      Optional<CredentialValue> token,
      Optional<TokenIssuerConfig> issuer) {
    this(email, password, token, issuer, false);
  }

  /** Nothing is configured. */
  public static CredentialsConfig none() {
    return new CredentialsConfig(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The source of what stands in the configuration and in files, for the connection: files are read
   * again for every attempt. Whoever issues tokens is asked by somebody else.
   *
   * @param files where files are read; never the loop's own thread
   * @param learned told of every secret that a file held, so that it can be masked wherever
   *     something is printed; called before the credentials are handed on, on a thread of {@code
   *     files}
   */
  public CredentialsSource source(Executor files, Consumer<String> learned) {
    boolean fixed =
        Stream.of(email, password, token)
            .flatMap(Optional::stream)
            .allMatch(value -> value instanceof CredentialValue.Given);
    if (fixed) {
      Credentials same =
          new Credentials(
              email.map(CredentialValue::now),
              password.map(CredentialValue::now),
              token.map(CredentialValue::now));
      return fresh -> CompletableFuture.completedFuture(same);
    }
    return new FileCredentials(this, files, learned);
  }
}
