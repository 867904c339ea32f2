package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessResourcesTest {

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
  void theConfigurationIsShownMasked() throws Exception {
    assertThat(stage.get("/v1/config").body())
        .isEqualTo(
            "{\"settings\":[{\"key\":\"GATEWAY_URL\",\"value\":\"ws://a/?t=***\","
                + "\"source\":\"environment\"}]}");
  }

  @Test
  void theBuildIsShown() throws Exception {
    assertThat(stage.get("/v1/build").body())
        .isEqualTo(
            "{\"version\":\"1.2.3\",\"java\":\"17\",\"pid\":42,"
                + "\"started\":\"2026-11-22T09:00:00Z\"}");
  }

  @Test
  void theLogLevelCanBeChanged() throws Exception {
    HttpResponse<String> answer = stage.with("PUT", "/v1/log-level", "{\"level\":\"debug\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(stage.logLevel.get()).isEqualTo("debug");
    assertThat(stage.get("/v1/log-level").body()).isEqualTo("{\"level\":\"debug\"}");
  }

  @Test
  void aLogLevelThatIsNoneChangesNothing() throws Exception {
    HttpResponse<String> answer = stage.with("PUT", "/v1/log-level", "{\"level\":\"loud\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("must be one of debug, info");
    assertThat(stage.logLevel.get()).isEqualTo("info");
  }

  @Test
  void theEndOfTheLogIsShownMasked() throws Exception {
    assertThat(stage.get("/v1/log").body())
        .isEqualTo(
            "{\"lines\":[{\"number\":7,\"at\":\"2026-11-22T10:00:01Z\",\"level\":\"warn\","
                + "\"source\":\"connection\",\"connection\":\"press-7\","
                + "\"text\":\"token is ***\"}]}");
  }

  @Test
  void metricsAreTextAsItWasMade() throws Exception {
    HttpResponse<String> answer = stage.get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4");
    assertThat(answer.body()).isEqualTo("holdfast_healthy 1.0\n");
    assertThat(stage.with("POST", "/metrics", "{}").statusCode()).isEqualTo(405);
  }

  @Test
  void answersAreForNobodyElse() throws Exception {
    HttpResponse<String> answer = stage.get("/v1/build");

    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }
}
