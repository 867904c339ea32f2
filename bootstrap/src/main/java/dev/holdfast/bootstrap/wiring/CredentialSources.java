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
import java.util.concurrent.Executor;

/** Turns configured credentials into the source that a connection asks. */
public final class CredentialSources {

  private CredentialSources() {}

  /**
   * The source for one connection.
   *
   * @param files where files are read
   * @param mask told of every secret that is not in the configuration itself
   */
  public static CredentialsSource of(
      DaemonConfig config, Executor files, SecretMask mask, WallClock clock) {
    CredentialsConfig credentials = config.gateway().credentials();
    CredentialsSource standing = credentials.source(files, mask::learn);
    return credentials
        .issuer()
        .map(issuer -> tokens(issuer, config, mask, clock).forConnection(standing))
        .orElse(standing);
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
