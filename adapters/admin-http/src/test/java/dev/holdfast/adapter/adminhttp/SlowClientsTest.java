package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.application.port.in.CommandOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlowClientsTest {

  private static final Duration SOON = Duration.ofMillis(300);

  @Test
  void aThousandClientsThatSayHalfAHeadKeepNobodyOut() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    try (AdminStage stage = new AdminStage()) {
      for (int i = 0; i < 1_000; i++) {
        RawHttp client = stage.raw();
        slow.add(client);
        client.say("GET /v1/connections HTTP/1.1\r\nHo");
      }

      assertThat(stage.get("/v1/connections").statusCode()).isEqualTo(200);
      await()
          .atMost(AdminStage.LIMIT)
          .untilAsserted(
              () ->
                  assertThat(stage.get("/v1/clients").body())
                      .contains("\"open\":256,")
                      .contains("\"turnedAway\":0,"));
    } finally {
      for (RawHttp client : slow) {
        client.close();
      }
    }
  }

  @Test
  void aHeadThatDoesNotComeEndsTheConnection() throws Exception {
    try (AdminStage stage = impatient();
        RawHttp client = stage.raw()) {
      client.say("GET /health").awaitEnd();

      assertThat(stage.get("/v1/clients").body()).contains("\"tooSlow\":1,");
    }
  }

  @Test
  void silenceBetweenTwoRequestsEndsTheConnection() throws Exception {
    try (AdminStage stage = impatient();
        RawHttp client = stage.raw()) {
      assertThat(client.get("/health/live").answer()).startsWith("HTTP/1.1 200 ");
      client.awaitEnd();
    }
  }

  @Test
  void aBodyThatDoesNotComeIsToldSo() throws Exception {
    try (AdminStage stage = impatient();
        RawHttp client = stage.raw()) {
      client.say(
          "POST /v1/connections/press-7/send HTTP/1.1\r\nHost: localhost:"
              + stage.port()
              + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"te");

      assertThat(client.answer()).startsWith("HTTP/1.1 408 ");
      client.awaitEnd();
    }
  }

  @Test
  void aCommandMayTakeLongerThanAHead() throws Exception {
    try (AdminStage stage = impatient();
        RawHttp patient = stage.raw();
        RawHttp other = stage.raw()) {
      CompletableFuture<CommandOutcome> held = stage.connection.holdCommands();
      patient.say(command(stage));
      await().atMost(AdminStage.LIMIT).until(() -> stage.connection.commands().size() == 1);
      // By then a head would have had to be there.
      other.awaitEnd();
      held.complete(new CommandOutcome.Answered("1"));

      assertThat(patient.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void whenEveryPlaceIsTakenByWhoWaitsForUsANewOneIsTurnedAway() throws Exception {
    AdminLimits two = AdminLimits.defaults().withClients(2, 1);
    try (AdminStage stage = new AdminStage(Optional.empty(), two);
        RawHttp first = stage.raw();
        RawHttp second = stage.raw()) {
      CompletableFuture<CommandOutcome> held = stage.connection.holdCommands();
      first.say(command(stage));
      second.say(command(stage));
      await().atMost(AdminStage.LIMIT).until(() -> stage.connection.commands().size() == 2);
      try (RawHttp third = stage.raw()) {
        assertThat(third.answer())
            .startsWith("HTTP/1.1 503 ")
            .contains("too many clients are here already");
        third.awaitEnd();
      }
      held.complete(new CommandOutcome.Answered("1"));
      first.answer();

      assertThat(first.get("/v1/clients").answer())
          .contains("\"open\":2,")
          .contains("\"turnedAway\":1,");
    }
  }

  private static AdminStage impatient() throws IOException {
    return new AdminStage(Optional.empty(), AdminLimits.defaults().withPatience(SOON, SOON));
  }

  private static String command(AdminStage stage) {
    return "POST /v1/connections/press-7/command HTTP/1.1\r\nHost: localhost:"
        + stage.port()
        + "\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"x\"}";
  }
}
