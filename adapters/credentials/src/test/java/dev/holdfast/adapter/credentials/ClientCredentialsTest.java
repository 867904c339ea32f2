package dev.holdfast.adapter.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.credentials.ClientCredentialsOptions.Authentication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client credentials grant against a server that answers well, badly, or not at all. */
@Timeout(60)
class ClientCredentialsTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final KnownSecrets secrets = new KnownSecrets();
  private final CountDownLatch over = new CountDownLatch(1);
  private TokenServer server;

  @BeforeEach
  void start() throws IOException {
    server = TokenServer.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.close();
  }

  @Test
  void asksWithIdAndSecretInTheHeader() throws Exception {
    server.answers(
        200, "{\"access_token\":\"t0ken\",\"token_type\":\"bearer\",\"expires_in\":3600}");

    assertThat(client(LONG).issue())
        .isEqualTo(new IssuedToken("t0ken", Optional.of(Duration.ofHours(1))));

    String basic = base64("press+7%3A:s3cr%2Bt+%C3%A9");
    assertThat(server.requests())
        .containsExactly(
            new TokenServer.Request(
                "POST",
                "Basic " + basic,
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials"));
    assertThat(secrets.known()).containsExactly("s3cr+t \u00e9", basic);
  }

  @Test
  void orInTheBodyWithScopeAndAudience() throws Exception {
    server.answers(200, "{\"access_token\":\"t0ken\"}");

    assertThat(
            client(
                    Authentication.CLIENT_SECRET_POST,
                    Optional.of("read write"),
                    Optional.of("https://gateway.test/"))
                .issue())
        .isEqualTo(new IssuedToken("t0ken", Optional.empty()));

    assertThat(server.requests())
        .containsExactly(
            new TokenServer.Request(
                "POST",
                "",
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&scope=read+write"
                    + "&audience=https%3A%2F%2Fgateway.test%2F&client_id=press+7%3A"
                    + "&client_secret=s3cr%2Bt+%C3%A9"));
  }

  @Test
  void theSecretIsReadAnewForEveryRequest() throws Exception {
    server.answers(200, "{\"access_token\":\"t0ken\"}");
    int[] read = {0};
    ClientCredentials client = client(server.uri(), () -> "secret-" + ++read[0], LONG);
    client.issue();
    client.issue();
    assertThat(secrets.known()).contains("secret-1", "secret-2");
  }

  @Test
  void aSecretThatCannotBeReadIsTold() {
    ClientCredentials client =
        client(
            server.uri(),
            () -> {
              throw new UncheckedIOException("the file x cannot be used", new IOException());
            },
            LONG);
    assertFails(client, "the file x cannot be used");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'error':'invalid_client'} | HTTP 400, client id or secret are not accepted"
            + " (invalid_client)",
        "401 | {'error':'invalid_client','error_description':'no such client'} | HTTP 401, client"
            + " id or secret are not accepted (invalid_client): no such client",
        "400 | {'error':'invalid_scope'} | HTTP 400, the scope is not granted (invalid_scope)",
        "400 | {'error':'invalid_request'} | HTTP 400, the request is not understood"
            + " (invalid_request)",
        "400 | {'error':'unauthorized_client'} | HTTP 400, this client may not use client"
            + " credentials (unauthorized_client)",
        "400 | {'error':'unsupported_grant_type'} | HTTP 400, client credentials are not offered"
            + " (unsupported_grant_type)",
        "400 | {'error':'slow_down'} | HTTP 400, slow_down",
        "401 | <html>no</html> | HTTP 401",
        "500 | oops | HTTP 500",
        "503 | '' | HTTP 503",
        "302 | '' | HTTP 302, a redirect, which is not followed with a secret: use the final URL",
        "204 | '' | HTTP 204",
        "200 | '' | expected a JSON object",
        "200 | <html>welcome</html> | the JSON cannot be read",
        "200 | {'token':'x'} | the answer holds no access_token",
        "200 | {'access_token':'a b'} | the token holds blanks or characters that are not visible"
            + " ASCII",
        "200 | {'access_token':'x','token_type':'mac'} | issues tokens of type mac; expected"
            + " Bearer",
        "200 | {'access_token':'x','expires_in':'soon'} | the token expires in \"soon\"; expected"
            + " a number of seconds",
      })
  void refusalsAreToldInPlainWords(int status, String body, String reason) {
    server.answers(status, body.replace('\'', '"'));
    assertFails(client(LONG), reason);
  }

  @ParameterizedTest
  @CsvSource({"3600, 3600", "'\"3600\"', 3600", "0, 0", "-1, 0"})
  void lifetimesOfEveryKind(String json, long seconds) throws Exception {
    server.answers(200, "{\"access_token\":\"t0ken\",\"expires_in\":" + json + "}");
    assertThat(client(LONG).issue().lifetime()).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void retryAfterIsHandedOn() {
    server.does(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "120");
          TokenServer.send(exchange, 429, "");
        });
    assertThatThrownBy(() -> client(LONG).issue())
        .isInstanceOfSatisfying(
            TokenException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(2)));
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    server.does(exchange -> over.await());
    assertFails(client(SHORT), "no answer within 300 ms");
  }

  @Test
  void aBodyThatNeverEndsIsGivenUp() {
    server.does(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          over.await();
        });
    assertFails(client(SHORT), "no answer within 300 ms");
  }

  @Test
  void aHugeBodyIsGivenUp() {
    server.does(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = " ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
          while (over.getCount() > 0) {
            exchange.getResponseBody().write(part);
          }
        });
    assertFails(client(LONG), "answered more than 65536 bytes");
  }

  @Test
  void aServerThatHangsUpIsTold() {
    server.does(exchange -> exchange.close());
    assertThatThrownBy(() -> client(LONG).issue()).isInstanceOf(TokenException.class);
  }

  @Test
  void nobodyListensThere() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertFails(
        client(URI.create("http://localhost:" + port + "/"), () -> "s3cret", LONG),
        "cannot be reached");
  }

  @Test
  void aNameThatIsNotKnownIsTold() {
    assertFails(client(URI.create("http://token.invalid/"), () -> "s3cret", LONG), "no such host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://token.test:8080/x?tenant=s3cret", "https://token.test/x"})
  void itsNameIsTheServerWithoutTheRest(String url) {
    ClientCredentials client = client(URI.create(url), () -> "s3cret", LONG);
    assertThat(client.name()).startsWith("token endpoint token.test").doesNotContain("s3cret");
  }

  @Test
  void printingTheOptionsShowsNoSecret() {
    assertThat(options(URI.create("https://token.test/?t=s3cret"), () -> "s3cret", LONG).toString())
        .isEqualTo("ClientCredentialsOptions[token.test, limit=PT30S]");
  }

  private ClientCredentials client(Duration limit) {
    return client(server.uri(), () -> "s3cr+t \u00e9", limit);
  }

  private ClientCredentials client(URI uri, Supplier<String> secret, Duration limit) {
    return new ClientCredentials(options(uri, secret, limit), secrets, System::currentTimeMillis);
  }

  private ClientCredentials client(
      Authentication authentication, Optional<String> scope, Optional<String> audience) {
    ClientCredentialsOptions options =
        new ClientCredentialsOptions(
            server.uri(),
            "press 7:",
            () -> "s3cr+t \u00e9",
            authentication,
            scope,
            audience,
            Optional.empty(),
            LONG);
    return new ClientCredentials(options, secrets, System::currentTimeMillis);
  }

  private static ClientCredentialsOptions options(
      URI uri, Supplier<String> secret, Duration limit) {
    return new ClientCredentialsOptions(
        uri,
        "press 7:",
        secret,
        Authentication.CLIENT_SECRET_BASIC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertFails(ClientCredentials client, String reason) {
    assertThatThrownBy(client::issue).isInstanceOf(TokenException.class).hasMessage(reason);
  }
}
