package dev.holdfast.adapter.credentials;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.CredentialsSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The credentials of one connection: a token that was issued, with the rest from elsewhere.
 *
 * <p>Remembers which token it gave, because that is the one that a gateway rejects. If another
 * connection has had it replaced by then, the new one is used and nobody is asked.
 */
final class TokenCredentials implements CredentialsSource {

  private final IssuedTokens tokens;
  private final CredentialsSource others;

  /** Written when a token arrives, read on the loop. */
  private volatile long given = IssuedTokens.NONE;

  TokenCredentials(IssuedTokens tokens, CredentialsSource others) {
    this.tokens = tokens;
    this.others = others;
  }

  @Override
  public CompletionStage<Credentials> credentials(boolean fresh) {
    return tokens
        .token(fresh ? given : IssuedTokens.NONE)
        .thenCombine(
            others.credentials(fresh),
            (token, rest) -> {
              given = token.number();
              return new Credentials(
                  rest.email(), rest.password(), Optional.of(token.value()), tokens.renewIn(token));
            });
  }
}
