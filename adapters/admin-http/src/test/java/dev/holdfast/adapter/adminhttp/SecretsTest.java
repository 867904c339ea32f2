package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void noAnswerShowsASecretWhereverItComesFrom() throws Exception {
    List<String> answers = new ArrayList<>();
    try (AdminStage stage = new AdminStage();
        RawHttp follower = stage.raw()) {
      stage.connection.became(leaking(), Duration.ZERO);
      stage.connection.endCommandsWith(
          new CommandOutcome.Refused(AdminStage.SECRET, AdminStage.SECRET));
      answers.add(follower.get("/v1/events").until("\n\n"));
      stage.events.accept(stage.connection.became(leaking(), Duration.ZERO));
      answers.add(follower.until("\"failures\":1}"));
      for (String path :
          List.of(
              "/v1/connections",
              "/v1/connections/press-7",
              "/v1/connections/" + AdminStage.SECRET,
              "/" + AdminStage.SECRET,
              "/v1/config",
              "/v1/build",
              "/v1/clients",
              "/v1/connections/press-7/latest",
              "/v1/log",
              "/v1/log-level",
              "/health/live",
              "/health/ready",
              "/v1/openapi.json")) {
        answers.add(stage.get(path).body());
      }
      for (String body :
          List.of(
              "{\"name\":\"x\"}",
              "{\"" + AdminStage.SECRET + "\":1}",
              "{\"name\":" + AdminStage.SECRET,
              "{\"name\":\"x\",\"timeout\":\"" + AdminStage.SECRET + "\"}")) {
        answers.add(stage.post("/v1/connections/press-7/command", body).body());
      }
    }

    assertThat(answers).filteredOn(answer -> answer.contains("***")).hasSizeGreaterThan(6);
    assertThat(answers).noneMatch(answer -> answer.contains(AdminStage.SECRET));
  }

  @Test
  void dataOfTheGatewayIsNotTouched() throws Exception {
    try (AdminStage stage = new AdminStage()) {
      stage.connection.endCommandsWith(new CommandOutcome.Answered(AdminStage.SECRET));

      assertThat(stage.post("/v1/connections/press-7/command", "{\"name\":\"x\"}").body())
          .contains(AdminStage.SECRET);
    }
  }

  private static Transition leaking() {
    return new Transition(
        ConnectionState.CLOSED,
        ConnectionState.DISCONNECTED,
        Cause.of(CauseKind.LOGIN_REJECTED, "no " + AdminStage.SECRET),
        1,
        new Next.Retry(1_000_000, 1, true));
  }
}
