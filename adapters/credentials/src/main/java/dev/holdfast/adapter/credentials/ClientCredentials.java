package dev.holdfast.adapter.credentials;

import dev.holdfast.application.port.out.WallClock;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** An OAuth 2 authorization server, asked with the client credentials grant (RFC 6749 4.4). */
final class ClientCredentials implements TokenIssuer {

  private static final int BODY_MAX = 64 << 10;

  private static final int CAUSES_MAX = 16;

  private final ClientCredentialsOptions options;
  private final Secrets secrets;
  private final WallClock clock;
  private final TrustedHttp http;

  ClientCredentials(ClientCredentialsOptions options, Secrets secrets, WallClock clock) {
    this.options = options;
    this.secrets = secrets;
    this.clock = clock;
    this.http = new TrustedHttp(options.caFile());
  }

  @Override
  public String name() {
    return "token endpoint " + options.server();
  }

  @Override
  public IssuedToken issue() throws TokenException, InterruptedException {
    HttpResponse<Optional<String>> response = exchange(request());
    String body =
        response
            .body()
            .orElseThrow(() -> new TokenException("answered more than " + BODY_MAX + " bytes"));
    return TokenResponse.read(response.statusCode(), response.headers(), body, clock.millis());
  }

  @Override
  public void stop() {
    // A request ends with the process.
  }

  private HttpRequest request() throws TokenException {
    try {
      String secret = options.clientSecret().get();
      secrets.learn(secret);
      return TokenRequest.of(options, secret, secrets);
    } catch (UncheckedIOException e) {
      throw new TokenException(String.valueOf(e.getMessage()));
    }
  }

  private HttpResponse<Optional<String>> exchange(HttpRequest request)
      throws TokenException, InterruptedException {
    // The client's own timeout ends with the headers: a body could drip for ever.
    CompletableFuture<HttpResponse<Optional<String>>> answer =
        http.client().sendAsync(request, headers -> new BoundedBody(BODY_MAX));
    try {
      return answer.get(options.limit().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TokenException("no answer within " + TimeLimit.words(options.limit()));
    } catch (ExecutionException e) {
      throw new TokenException(words(e));
    } finally {
      answer.cancel(true);
    }
  }

  /** The client wraps what happened, several layers deep, and leaves some of them without words. */
  private static String words(Throwable failure) {
    String last = failure.getClass().getSimpleName();
    Throwable each = failure;
    for (int depth = 0; depth < CAUSES_MAX && each != null; depth++) {
      if (each instanceof UnresolvedAddressException) {
        return "no such host";
      }
      if (each instanceof SSLException) {
        return "TLS failed (" + each.getMessage() + ")";
      }
      if (each instanceof ConnectException) {
        last = "cannot be reached";
      } else if (each.getMessage() != null && each.getCause() == null) {
        last = each.getMessage();
      }
      each = each.getCause();
    }
    return last;
  }
}
