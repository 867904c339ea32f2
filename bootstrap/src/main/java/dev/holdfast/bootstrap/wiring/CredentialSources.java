package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.credentials.ClientCredentialsOptions;
import dev.holdfast.adapter.credentials.ClientCredentialsOptions.Authentication;
import dev.holdfast.adapter.credentials.CommandOptions;
import dev.holdfast.adapter.credentials.IssuedTokens;
import dev.holdfast.adapter.credentials.Secrets;
import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.bootstrap.config.ConnectionConfig;
import dev.holdfast.bootstrap.config.CredentialValue;
import dev.holdfast.bootstrap.config.CredentialsConfig;
import dev.holdfast.bootstrap.config.TokenIssuerConfig;
import dev.holdfast.bootstrap.config.TokenIssuerConfig.ClientCredentials;
import dev.holdfast.bootstrap.config.TokenIssuerConfig.Command;
import dev.holdfast.bootstrap.logging.SecretMask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What connections ask for credentials, made from what is configured: one cache for each who issues
 * tokens, whoever needs one. For one thread at a time.
 */
public final class CredentialSources implements AutoCloseable {

  /** Who issues, and whom to trust there. */
  private record Issuer(TokenIssuerConfig config, Optional<Path> gatewayCa) {}

  private final Executor files;
  private final SecretMask mask;
  private final WallClock clock;
  private final Map<Issuer, IssuedTokens> issued = new LinkedHashMap<>();

  /**
   * The sources of one process.
   *
   * @param files where files are read
   * @param mask told of every secret that is not in the configuration itself
   */
  public CredentialSources(Executor files, SecretMask mask, WallClock clock) {
    this.files = files;
    this.mask = mask;
    this.clock = clock;
  }

  /** A source for one connection. */
  CredentialsSource forConnection(ConnectionConfig config) {
    CredentialsConfig credentials = config.gateway().credentials();
    CredentialsSource standing = credentials.source(files, mask::learn);
    return credentials
        .issuer()
        .map(issuer -> new Issuer(issuer, config.transport().tls().caFile()))
        .map(issuer -> issued.computeIfAbsent(issuer, this::tokens).forConnection(standing))
        .orElse(standing);
  }

  /** Whether two connections are told the same about who they are. */
  static boolean areAlike(ConnectionConfig one, ConnectionConfig other) {
    return one.gateway().credentials().equals(other.gateway().credentials())
        && one.transport().tls().caFile().equals(other.transport().tls().caFile());
  }

  /** Ends a command that would outlive this process. */
  @Override
  public void close() {
    issued.values().forEach(IssuedTokens::close);
  }

  private IssuedTokens tokens(Issuer issuer) {
    Secrets secrets = new MaskedSecrets(mask);
    return issuer.config() instanceof Command command
        ? IssuedTokens.byCommand(
            new CommandOptions(command.words(), command.limit()), secrets, clock)
        : IssuedTokens.byClientCredentials(
            options((ClientCredentials) issuer.config(), issuer.gatewayCa()), secrets, clock);
  }

  private static ClientCredentialsOptions options(
      ClientCredentials client, Optional<Path> gatewayCa) {
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
        client.caFile().or(() -> gatewayCa),
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
