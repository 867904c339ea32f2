package dev.holdfast.adapter.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.sink.http.Receiver.Arrived;
import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.Outcome.Ending;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.adapter.sink.queue.Secret;
import dev.holdfast.application.port.out.InboundMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver sees, and what becomes of a batch for each of its answers. */
@Timeout(60)
final class WebhookTargetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long NOW = 1_764_116_488_700L;

  private Receiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = Receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aBatchIsOneRequest() throws Exception {
    assertThat(target().write(batch(7, "a", "b"))).isEqualTo(Outcome.done(2));

    Arrived request = receiver.arrived().get(0);
    assertThat(request.path()).isEqualTo("/in?key=1");
    assertThat(request.body())
        .isEqualTo(
            """
            {"connection":"press-7","received":"1970-01-01T00:00:00.000Z","encoding":"text",\
            "message":"a"}
            {"connection":"press-7","received":"1970-01-01T00:00:00.000Z","encoding":"text",\
            "message":"b"}
            """);
    assertThat(request.headers())
        .containsEntry("Content-Type", "application/x-ndjson")
        .containsEntry("Idempotency-Key", "run-1-7")
        .containsEntry("User-Agent", "holdfast")
        .doesNotContainKey("Authorization")
        .doesNotContainKey("Holdfast-Signature");
  }

  @Test
  void aBatchMayBeAnArray() throws Exception {
    open(options(BodyFormat.ARRAY, Map.of(), Optional.empty(), Optional.empty(), PATIENCE))
        .write(batch(1, "a", "b"));

    Arrived request = receiver.arrived().get(0);
    assertThat(request.body()).startsWith("[{\"connection\"").contains("},{").endsWith("}]");
    assertThat(request.headers()).containsEntry("Content-Type", "application/json");
  }

  /** The expected value was computed with openssl dgst -sha256 -hmac. */
  @Test
  void aSignatureIsOfTheTimeAndTheBody() {
    assertThat(Signature.of("key", 1_764_116_488L, utf8("{}\n")))
        .isEqualTo(
            "t=1764116488,v1=52b1c7f94fc58bc3693785f5049b954865107799741d34b2e6aa3892df3fd1ca");
  }

  @Test
  void requestsAreSignedAndAuthorizedWithTheSecretsOfNow() throws Exception {
    String[] key = {"first"};
    WebhookTarget target =
        open(
            options(
                BodyFormat.NDJSON,
                Map.of("X-Site", "hall 3"),
                Optional.of(() -> "token of " + key[0]),
                Optional.of(() -> key[0]),
                PATIENCE));
    target.write(batch(1, "a"));
    key[0] = "second";
    target.write(batch(2, "a"));

    for (int i = 0; i < 2; i++) {
      Arrived request = receiver.arrived().get(i);
      String secret = i == 0 ? "first" : "second";
      assertThat(request.headers())
          .containsEntry("X-Site", "hall 3")
          .containsEntry("Authorization", "Bearer token of " + secret)
          .containsEntry(
              "Holdfast-Signature", Signature.of(secret, NOW / 1_000, utf8(request.body())));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 301, 307})
  void theseAnswersMeanLaterUnderTheSameId(int status) throws Exception {
    receiver.answer(Receiver.status(status, "Location", "/elsewhere"));
    WebhookTarget target = target();
    Outcome outcome = target.write(batch(3, "a"));

    assertThat(outcome.ending()).isEqualTo(Ending.AGAIN);
    assertThat(outcome.finished()).isZero();
    assertThat(outcome.why()).isEqualTo("HTTP " + status + " from localhost");
    assertThat(target.write(batch(3, "a")).ending()).isEqualTo(Ending.DONE);
    assertThat(receiver.arrived())
        .hasSize(2)
        .extracting(request -> request.headers().get("Idempotency-Key"))
        .containsOnly("run-1-3");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422})
  void theseAnswersMeanNever(int status) throws Exception {
    receiver.answer(Receiver.status(status));

    assertThat(target().write(batch(1, "a", "b")))
        .isEqualTo(Outcome.refused(2, 2, "HTTP " + status + " from localhost"));
  }

  @Test
  void retryAfterIsHonoured() throws Exception {
    receiver.answer(Receiver.status(429, "Retry-After", "120"));

    assertThat(target().write(batch(1, "a")).notBefore()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    receiver.answer(receiver.silence());
    WebhookTarget target = impatient();

    assertThatThrownBy(() -> target.write(batch(1, "a")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no answer from localhost within");
  }

  @Test
  void aServerThatStallsWithinItsAnswerIsGivenUpToo() throws Exception {
    receiver.answer(receiver.halfABody());
    WebhookTarget target = impatient();

    assertThatThrownBy(() -> target.write(batch(1, "a")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no answer from localhost within");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutWhatItsAddressHides() throws Exception {
    WebhookTarget target = target();
    receiver.close();

    assertThatThrownBy(() -> target.write(batch(1, "a")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("localhost cannot be reached: ConnectException")
        .hasMessageNotContaining("key=1");
  }

  @Test
  void aSecretThatCannotBeReadMeansLater() throws Exception {
    WebhookTarget target =
        open(
            options(
                BodyFormat.NDJSON,
                Map.of(),
                Optional.empty(),
                Optional.of(
                    () -> {
                      throw new IOException("the key file is gone");
                    }),
                PATIENCE));

    assertThatThrownBy(() -> target.write(batch(1, "a"))).hasMessage("the key file is gone");
    assertThat(receiver.arrived()).isEmpty();
  }

  @Test
  void onlyHttpMakesSense() {
    assertThatThrownBy(
            () ->
                new WebhookOptions(
                    URI.create("ftp://x/"),
                    BodyFormat.NDJSON,
                    PATIENCE,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessage("url must be http or https but was ftp");
  }

  private WebhookTarget target() throws IOException {
    return open(options(BodyFormat.NDJSON, Map.of(), Optional.empty(), Optional.empty(), PATIENCE));
  }

  private WebhookTarget impatient() throws IOException {
    return open(
        options(
            BodyFormat.NDJSON,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMillis(300)));
  }

  private static WebhookTarget open(WebhookOptions options) throws IOException {
    WebhookTarget target = new WebhookTarget(options, "run-1", () -> NOW);
    target.open();
    return target;
  }

  private WebhookOptions options(
      BodyFormat format,
      Map<String, String> headers,
      Optional<Secret> token,
      Optional<Secret> key,
      Duration timeout) {
    return new WebhookOptions(
        receiver.uri("http"), format, timeout, headers, token, key, Optional.empty());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Batch batch(long number, String... texts) {
    return new Batch(
        number,
        Stream.of(texts)
            .map(text -> new Received(new InboundMessage.Text("press-7", text), 0))
            .toList());
  }
}
