package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionResourcesTest {

  private static final String ONE = "/v1/connections/press-7";

  private AdminStage stage;

  @BeforeEach
  void open() throws IOException {
    stage = new AdminStage();
  }

  @AfterEach
  void close() throws IOException {
    stage.close();
  }

  @Test
  void theListSaysHowManyAreUpAndHowEachIs() throws Exception {
    stage.connection.isUp(true);

    assertThat(stage.get("/v1/connections").body())
        .isEqualTo(
            "{\"total\":1,\"up\":1,\"connections\":[{\"id\":\"press-7\",\"state\":\"DISCONNECTED\","
                + "\"up\":true,\"required\":true,\"upOrDownForMs\":77000,\"since\":\"2026-11-22T10:00:01Z\",\"inStateMs\":0,\"attempt\":0,"
                + "\"failures\":2,\"queued\":3,\"subscribed\":1,\"roundTripMs\":1.234,"
                + "\"traffic\":{\"received\":11,\"sent\":12,\"refused\":13,\"sentAgain\":21,\"givenUp\":22,\"malformed\":14,"
                + "\"duplicate\":15,\"unmatched\":16,\"stale\":17,\"illegal\":18},"
                + "\"scheduled\":{\"acquired\":4,\"failed\":5,\"missed\":6}}]}");
  }

  @Test
  void whileAnAttemptWaitsItsTimeIsTold() throws Exception {
    stage.connection.became(refused(Duration.ofMillis(2400)), Duration.ofMillis(400));

    String body = stage.get(ONE).body();

    assertThat(body)
        .contains("\"since\":\"2026-11-22T10:00:00Z\",\"inStateMs\":400")
        .contains(
            "\"cause\":{\"name\":\"connect-refused\",\"words\":\"connect refused\","
                + "\"detail\":\"port 80\"},"
                + "\"retry\":{\"inMs\":2000,\"at\":\"2026-11-22T10:00:03Z\",\"failures\":3,"
                + "\"credentialsRejected\":false}")
        .contains(
            "\"history\":[{\"number\":1,\"at\":\"2026-11-22T10:00:00Z\",\"from\":\"CLOSED\","
                + "\"to\":\"DISCONNECTED\",\"inStateBeforeMs\":4000,\"attempt\":4,\"cause\":{")
        .endsWith("\"retryInMs\":2400,\"failures\":3}],\"forgotten\":7}");
  }

  @Test
  void anAttemptThatIsLateIsDueNow() throws Exception {
    stage.connection.became(refused(Duration.ofMillis(300)), Duration.ofMillis(400));

    assertThat(stage.get(ONE).body()).contains("\"retry\":{\"inMs\":0,");
  }

  @Test
  void aStopSaysWhy() throws Exception {
    stage.connection.became(
        new Transition(
            ConnectionState.CONNECTED,
            ConnectionState.CLOSED,
            Cause.closedByGateway(1008, "no"),
            1,
            new Next.Stop(StopReason.ATTEMPTS_USED_UP)),
        Duration.ZERO);

    assertThat(stage.get(ONE).body())
        .contains("\"code\":1008,\"detail\":\"no\"},\"stopped\":\"attempts-used-up\",");
  }

  @Test
  void anUnknownIdIsNotFoundAndTheKnownOnesAreNamed() throws Exception {
    HttpResponse<String> answer = stage.get("/v1/connections/pr%C3%A9ss");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .contains("there is no connection \\\"pr\u00e9ss\\\"; expected press-7");
  }

  @ParameterizedTest
  @CsvSource({"connect, connect", "disconnect, disconnect within PT2S", "reconnect, reconnect"})
  void wishesReachTheConnection(String path, String asked) throws Exception {
    HttpResponse<String> answer = stage.post(ONE + "/" + path, "{}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).startsWith("{\"id\":\"press-7\"");
    assertThat(stage.connection.asked()).containsExactly(asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect", "reconnect", "send", "command"})
  void nothingCanBeAskedOfAnUnknownConnection(String what) throws Exception {
    String body =
        switch (what) {
          case "send" -> "{\"text\":\"x\"}";
          case "command" -> "{\"name\":\"x\"}";
          default -> "";
        };

    assertThat(stage.post("/v1/connections/other/" + what, body).statusCode()).isEqualTo(404);
    assertThat(stage.connection.asked()).isEmpty();
  }

  @Test
  void aTextIsSent() throws Exception {
    HttpResponse<String> answer = stage.post(ONE + "/send", "{\"text\":\"hello \\u00e9\\n\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"result\":\"accepted\"}");
    assertThat(stage.connection.sent()).containsExactly(new OutboundMessage.Text("hello \u00e9\n"));
  }

  @Test
  void bytesAreSent() throws Exception {
    stage.post(ONE + "/send", "{\"base64\":\"AAH/\"}");

    assertThat(stage.connection.sent())
        .containsExactly(
            new OutboundMessage.Binary(ByteBuffer.wrap(new byte[] {0, 1, (byte) 0xff})));
  }

  @Test
  void aMessageIsDeliveredAsItsSenderSays() throws Exception {
    stage.post(ONE + "/send", "{\"text\":\"21.5\",\"class\":\"latest-value\",\"key\":\"inlet\"}");
    stage.post(ONE + "/send", "{\"base64\":\"AA==\",\"class\":\"best-effort\",\"bound\":true}");
    stage.post(ONE + "/send", "{\"text\":\"x\",\"class\":\"at-least-once\",\"id\":\"order-7\"}");

    assertThat(stage.connection.sent())
        .containsExactly(
            new OutboundMessage.Text("21.5", Delivery.latestValue("inlet")),
            new OutboundMessage.Binary(
                ByteBuffer.wrap(new byte[1]), Delivery.BEST_EFFORT.boundToSession()),
            new OutboundMessage.Text("x", Delivery.AT_LEAST_ONCE.withId("order-7")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"class\":\"fast\"|must be one of at-least-once, latest-value, best-effort, not fast",
        "\"class\":\"latest-value\"|\\\"key\\\" must say which value it is that is the latest",
        "\"key\":\"inlet\"|\\\"key\\\" belongs to the class latest-value, not to at-least-once",
        "\"id\":\"\"|\\\"id\\\" at line 1, column 12 must be 1 to 256 characters, not ",
        "\"bound\":1|\\\"bound\\\" at line 1, column 12 must be true or false, not 1"
      })
  void aMessageThatCannotBeDeliveredSoIsNotSent(String fields, String why) throws Exception {
    HttpResponse<String> answer = stage.post(ONE + "/send", "{\"text\":\"\"," + fields + "}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(why);
    assertThat(stage.connection.sent()).isEmpty();
  }

  @Test
  void aKeyOrAnIdIsNoLongerThanAnOutboxTakes() throws Exception {
    String start = "{\"text\":\"\",\"id\":\"" + "x".repeat(Delivery.MAX_NAME);

    assertThat(stage.post(ONE + "/send", start + "\"}").statusCode()).isEqualTo(202);
    assertThat(stage.post(ONE + "/send", start + "x\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void whatTheGatewaySaidLastIsShownMasked() throws Exception {
    assertThat(stage.get(ONE + "/latest").body())
        .isEqualTo(
            "{\"messages\":[{\"topic\":\"READING\",\"subject\":\"310001\","
                + "\"at\":\"2026-11-22T10:00:01Z\",\"message\":{\"rms\":0.07,\"by\":\"***\"}}]}");
    assertThat(stage.get("/v1/connections/none/latest").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "OUTBOX_FULL, 503, the outbox is full",
    "TOO_LARGE, 413, 'the message is too large: it has 1 characters, and at most 1,000,000 are allowed'",
    "STOPPED, 409, the connection has stopped",
    "NO_SESSION, 409, 'the connection is not up, and the message is for the present session only'",
    "NOT_TEXT, 400, the session protocol has no words for binary messages",
    "NOT_STORED, 507, the message could not be stored"
  })
  void aRefusedMessageSaysWhy(SendResult result, int status, String words) throws Exception {
    stage.connection.answerSendsWith(result);

    HttpResponse<String> answer = stage.post(ONE + "/send", "{\"text\":\"x\"}");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"detail\":\"" + words + "\"");
    assertThat(ProcessResources.description()).as("described").contains("\"" + status + "\": {");
  }

  @Test
  void aMessageOfTwentyFourMegabytesLessItsWrappingIsSent() throws Exception {
    String text = "x".repeat((24 << 20) - "{\"text\":\"\"}".length());

    assertThat(stage.post(ONE + "/send", "{\"text\":\"" + text + "\"}").statusCode())
        .isEqualTo(202);
    assertThat(stage.connection.sent().get(0).size()).isEqualTo(text.length());
    assertThat(stage.post(ONE + "/send", "{\"text\":\"" + text + "y\"}").statusCode())
        .isEqualTo(413);
  }

  @Test
  void aCommandIsGivenWithWhatTheConfigurationSays() throws Exception {
    stage.post(ONE + "/command", "{\"name\":\"read\"}");

    assertThat(stage.connection.commands())
        .containsExactly(new Command("read", "", Duration.ofSeconds(30), false));
  }

  @Test
  void aCommandIsGivenAsItsGiverSays() throws Exception {
    stage.post(
        ONE + "/command",
        "{\"name\":\"read\",\"payload\":{\"Serial\": 1042, \"f\": 1.10},\"timeout\":\"5s\","
            + "\"idempotent\":true}");
    stage.post(
        ONE + "/command",
        "{\"name\":\"read\",\"payload\":\"plain\",\"timeout\":1500,\"id\":\"c-7\"}");

    assertThat(stage.connection.commands())
        .containsExactly(
            new Command("read", "{\"Serial\":1042,\"f\":1.10}", Duration.ofSeconds(5), true),
            new Command("read", "plain", Duration.ofMillis(1500), false, "c-7"));
  }

  @Test
  void everyOutcomeIsToldInItsWords() throws Exception {
    assertOutcome(new CommandOutcome.Answered(""), "{\"outcome\":\"answered\"}");
    assertOutcome(
        new CommandOutcome.Answered("{\"v\":21.50}"),
        "{\"outcome\":\"answered\",\"answer\":{\"v\":21.50}}");
    assertOutcome(
        new CommandOutcome.Answered("21 C"), "{\"outcome\":\"answered\",\"answer\":\"21 C\"}");
    assertOutcome(
        new CommandOutcome.Refused("E7", "busy"),
        "{\"outcome\":\"refused\",\"code\":\"E7\",\"text\":\"busy\"}");
    assertOutcome(
        new CommandOutcome.Refused("", "busy"), "{\"outcome\":\"refused\",\"text\":\"busy\"}");
    assertOutcome(
        new CommandOutcome.NotSent("no link"), "{\"outcome\":\"not-sent\",\"why\":\"no link\"}");
    assertOutcome(
        new CommandOutcome.Unknown("no answer"), "{\"outcome\":\"unknown\",\"why\":\"no answer\"}");
  }

  @Test
  void aCommandThatWaitsKeepsNobodyElseWaiting() throws Exception {
    CompletableFuture<CommandOutcome> held = stage.connection.holdCommands();
    try (RawHttp patient = stage.raw()) {
      String body = "{\"name\":\"slow\"}";
      patient.say(
          "POST "
              + ONE
              + "/command HTTP/1.1\r\nHost: localhost:"
              + stage.port()
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      await().atMost(AdminStage.LIMIT).until(() -> stage.connection.commands().size() == 1);

      assertThat(stage.get(ONE).statusCode()).isEqualTo(200);
      held.complete(new CommandOutcome.Answered("1"));

      assertThat(patient.answer()).endsWith("{\"outcome\":\"answered\",\"answer\":1}");
    }
  }

  @Test
  void whatIsKeptIsShownWithoutSecrets() throws Exception {
    HttpResponse<String> kept = stage.get("/v1/connections/press-7/outbox");
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(kept.body()).isEqualTo("{\"connection\":\"press-7\",\"token\":\"***\"}");
    assertThat(stage.get("/v1/connections/none/outbox").statusCode()).isEqualTo(404);
  }

  @Test
  void whoeverLeavesBeforeTheOutcomeDoesNoHarm() throws Exception {
    CompletableFuture<CommandOutcome> held = stage.connection.holdCommands();
    try (RawHttp impatient = stage.raw()) {
      impatient.say(
          "POST "
              + ONE
              + "/command HTTP/1.1\r\nHost: localhost:"
              + stage.port()
              + "\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"x\"}");
      await().atMost(AdminStage.LIMIT).until(() -> stage.connection.commands().size() == 1);
    }
    held.complete(new CommandOutcome.Answered("1"));

    assertThat(stage.get(ONE).statusCode()).isEqualTo(200);
  }

  private void assertOutcome(CommandOutcome outcome, String expected) throws Exception {
    stage.connection.endCommandsWith(outcome);
    HttpResponse<String> answer = stage.post(ONE + "/command", "{\"name\":\"read\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(expected);
  }

  private static Transition refused(Duration retryIn) {
    return new Transition(
        ConnectionState.CLOSED,
        ConnectionState.DISCONNECTED,
        Cause.of(CauseKind.CONNECT_REFUSED, "port 80"),
        4,
        new Next.Retry(retryIn.toNanos(), 3, false));
  }
}
