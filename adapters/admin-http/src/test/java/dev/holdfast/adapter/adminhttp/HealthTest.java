package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.Health;
import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.application.port.in.Violation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an orchestrator is told. */
class HealthTest {

  private static final Health HANGS =
      new Health(
          List.of(
              new Violation(
                  Invariant.LOOP_TURNS,
                  "press-7",
                  "its event loop has not turned for 12 s",
                  Duration.ofSeconds(12))),
          3,
          Map.of(Invariant.LOOP_TURNS, 4L));

  @Test
  void allIsWell() throws Exception {
    try (AdminStage stage = new AdminStage()) {
      stage.connection.isUp(true);
      is(stage.get("/health/live"), 200, "{\"live\":true,\"violations\":[],\"moreViolations\":0}");
      is(
          stage.get("/health/ready"),
          200,
          "{\"ready\":true,\"live\":true,\"up\":1,\"total\":1,\"requiredAndDown\":0,\"named\":[]}");
    }
  }

  @Test
  void aGatewayThatIsDownIsNoFaultOfTheProcess() throws Exception {
    try (AdminStage stage = new AdminStage()) {
      is(stage.get("/health/live"), 200, "{\"live\":true,\"violations\":[],\"moreViolations\":0}");
      is(
          stage.get("/health/ready"),
          503,
          "{\"ready\":false,\"live\":true,\"up\":0,\"total\":1,\"requiredAndDown\":1,\"named\":[\"press-7\"]}");
    }
  }

  @Test
  void oneThatIsNotRequiredMayBeDown() throws Exception {
    try (AdminStage stage = new AdminStage()) {
      stage.connection.notRequired();
      is(
          stage.get("/health/ready"),
          200,
          "{\"ready\":true,\"live\":true,\"up\":0,\"total\":1,\"requiredAndDown\":0,\"named\":[]}");
    }
  }

  @Test
  void aLoopThatHangsFlipsBoth() throws Exception {
    try (AdminStage stage = new AdminStage()) {
      stage.connection.isUp(true);
      stage.health = HANGS;
      is(
          stage.get("/health/live"),
          503,
          "{\"live\":false,\"violations\":[{\"invariant\":\"loop-turns\",\"connection\":\"press-7\","
              + "\"words\":\"its event loop has not turned for 12 s\",\"forMs\":12000}],"
              + "\"moreViolations\":3}");
      assertThat(stage.get("/health/ready").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void whereATokenIsNeededNoNamesAreToldWithoutIt() throws Exception {
    try (AdminStage stage = new AdminStage(Optional.of("a-token"), AdminLimits.defaults());
        RawHttp live = stage.raw();
        RawHttp ready = stage.raw()) {
      stage.health = HANGS;
      assertThat(live.get("/health/live").answer())
          .startsWith("HTTP/1.1 503 ")
          .contains("loop-turns")
          .doesNotContain("press-7");
      assertThat(ready.get("/health/ready").answer())
          .startsWith("HTTP/1.1 503 ")
          .contains("\"requiredAndDown\":1")
          .doesNotContain("press-7");
    }
  }

  private static void is(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
  }
}
