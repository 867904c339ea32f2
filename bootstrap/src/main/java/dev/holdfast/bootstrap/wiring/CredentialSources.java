package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.credentials.ClientCredentialsOptions;
import dev.holdfast.adapter.credentials.ClientCredentialsOptions.Authentication;
import dev.holdfast.adapter.credentials.CommandOptions;
import dev.holdfast.adapter.credentials.IssuedTokens;
import dev.holdfast.adapter.credentials.Secrets;
import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.bootstrap.config.CredentialValue;
import dev.holdfast.bootstrap.config.CredentialsConfig;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.TokenIssuerConfig;
import dev.holdfast.bootstrap.config.TokenIssuerConfig.ClientCredentials;
import dev.holdfast.bootstrap.config.TokenIssuerConfig.Command;
import dev.holdfast.bootstrap.logging.SecretMask;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What connections ask for credentials, made from what is configured. */
public final class CredentialSources implements AutoCloseable {

  private final CredentialsSource standing;
  private final Optional<IssuedTokens> issued;

  /**
   * The sources of one process.
   *
   * @param files where files are read
   * @param mask told of every secret that is not in the configuration itself
   */
  public CredentialSources(DaemonConfig config, Executor files, SecretMask mask, WallClock clock) {
    CredentialsConfig credentials = config.gateway().credentials();
    standing = credentials.source(files, mask::learn);
    issued = credentials.issuer().map(issuer -> tokens(issuer, config, mask, clock));
  }

  /** A source for one connection. */
  public CredentialsSource forConnection() {
    return issued.map(tokens -> tokens.forConnection(standing)).orElse(standing);
  }

  /** Ends a command that would outlive this process. */
  @Override
  public void close() {
    issued.ifPresent(IssuedTokens::close);
  }

  private static IssuedTokens tokens(
      TokenIssuerConfig issuer, DaemonConfig config, SecretMask mask, WallClock clock) {
    Secrets secrets = new MaskedSecrets(mask);
    return issuer instanceof Command command
        ? IssuedTokens.byCommand(
            new CommandOptions(command.words(), command.limit()), secrets, clock)
        : IssuedTokens.byClientCredentials(
            options((ClientCredentials) issuer, config), secrets, clock);
  }

  private static ClientCredentialsOptions options(ClientCredentials client, DaemonConfig config) {
    CredentialValue secret = client.clientSecret();
    return new ClientCredentialsOptions(
        client.tokenUrl(),
        client.clientId(),
        secret::now,
        client.secretInBody()
            ? Authentication.CLIENT_SECRET_POST
            : Authentication.CLIENT_SECRET_BASIC,
        client.scope(),
        client.audience(),
        client.caFile().or(config.transport().tls()::caFile),
        client.limit());
  }

  /** The secrets of the process. */
  private record MaskedSecrets(SecretMask mask) implements Secrets {

    @Override
    public void learn(String secret) {
      mask.learn(secret);
    }

    @Override
    public String mask(String text) {
      return mask.apply(text);
    }
  }
}
