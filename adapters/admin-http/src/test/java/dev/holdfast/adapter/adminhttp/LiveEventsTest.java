package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.application.port.in.PastTransition;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveEventsTest {

  @Test
  void whoeverFollowsHearsHowThingsAreAndThenWhatChanges() throws Exception {
    try (AdminStage stage = new AdminStage();
        RawHttp client = stage.raw()) {
      client.get("/v1/events");
      assertThat(client.until("\n\n"))
          .startsWith("HTTP/1.1 200 ")
          .contains("content-type: text/event-stream")
          .contains("event: status\ndata: {\"id\":\"press-7\",\"state\":\"DISCONNECTED\"");
      stage.events.accept(connecting(stage, 1));
      stage.events.accept(connecting(stage, 2));

      assertThat(client.until("\"attempt\":2"))
          .contains("event: transition\ndata: {\"connection\":\"press-7\",\"number\":1,")
          .contains("\"from\":\"DISCONNECTED\",\"to\":\"CONNECTING\"");
    }
  }

  @Test
  void whoDoesNotKeepUpIsDroppedAndCountedAndTheOthersAreNot() throws Exception {
    try (AdminStage stage = new AdminStage();
        RawHttp slow = stage.raw();
        RawHttp quick = stage.raw()) {
      slow.get("/v1/events").until("\n\n");
      quick.get("/v1/events").until("\n\n");
      int told = 0;
      // What the two sockets buffer is the system's business: until it is full, nobody is behind.
      while (!stage.get("/v1/clients").body().contains("\"eventsLost\":1}")) {
        for (int i = 0; i < 100; i++) {
          stage.events.accept(connecting(stage, ++told));
          quick.until("\"attempt\":" + told + ",");
        }
        assertThat(told).as("events until somebody is behind").isLessThan(200_000);
      }

      slow.awaitEnd();
      stage.events.accept(connecting(stage, ++told));
      quick.until("\"attempt\":" + told + ",");
      assertThat(stage.get("/v1/clients").body()).contains("\"following\":1,");
    }
  }

  @Test
  void thereIsRoomForSoMany() throws Exception {
    try (AdminStage stage =
            new AdminStage(Optional.empty(), AdminLimits.defaults().withClients(10, 1));
        RawHttp first = stage.raw();
        RawHttp second = stage.raw()) {
      first.get("/v1/events").until("\n\n");

      assertThat(second.get("/v1/events").answer())
          .startsWith("HTTP/1.1 503 ")
          .contains("too many clients follow the events");
      first.hangUp();
      await()
          .atMost(AdminStage.LIMIT)
          .until(() -> stage.get("/v1/clients").body().contains("\"following\":0,"));
      second.get("/v1/events").until("event: status");
    }
  }

  @Test
  void withoutAServerEventsGoNowhere() throws Exception {
    try (AdminStage stage = new AdminStage()) {
      new LiveEvents().accept(connecting(stage, 1));
      stage.events.accept(connecting(stage, 2));
    }
  }

  private static PastTransition connecting(AdminStage stage, long attempt) {
    return stage.connection.became(
        new Transition(
            ConnectionState.DISCONNECTED,
            ConnectionState.CONNECTING,
            Cause.of(CauseKind.BACKOFF_OVER),
            attempt,
            Next.OPEN_ENDED),
        Duration.ZERO);
  }
}
