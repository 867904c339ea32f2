package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who issues the token, if it stands nowhere. Printing it shows no secret. */
public sealed interface TokenIssuerConfig {

  /** How long asking may take; above zero, shorter than an attempt may take. */
  Duration limit();

  /**
   * A command that prints it.
   *
   * @param words the program and its arguments; at least the program
   * @param limit how long one run may take
   */
  record Command(List<String> words, Duration limit) implements TokenIssuerConfig {

    /** Copies the words. */
    public Command {
      words = List.copyOf(words);
    }

    @Override
    public String toString() {
      return "Command[" + words.get(0) + ", limit=" + limit + "]";
    }
  }

  /**
   * An OAuth 2 authorization server, asked with the client credentials grant (RFC 6749 4.4).
   *
   * @param tokenUrl its token endpoint; {@code https} or {@code http} with a host, without user
   *     information and fragment
   * @param clientId who asks
   * @param clientSecret what the server knows us by
   * @param secretInBody whether id and secret go into the body, not into a header
   * @param scope what the token is to be good for
   * @param audience whom the token is for
   * @param caFile whom to trust instead of those whom the gateway's TLS trusts
   * @param limit how long one request may take
   */
  record ClientCredentials(
      URI tokenUrl,
      String clientId,
      CredentialValue clientSecret,
      boolean secretInBody,
      Optional<String> scope,
      Optional<String> audience,
      Optional<Path> caFile,
      Duration limit)
      implements TokenIssuerConfig {

    @Override
    public String toString() {
      return "ClientCredentials[" + Masking.url(tokenUrl.toString()) + ", limit=" + limit + "]";
    }
  }
}
