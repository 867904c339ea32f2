package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestsTest {

  private static final String SEND = "/v1/connections/press-7/send";
  private static final String COMMAND = "/v1/connections/press-7/command";

  private AdminStage stage;

  @BeforeEach
  void open() throws IOException {
    stage = new AdminStage();
  }

  @AfterEach
  void close() throws IOException {
    stage.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /v1/connections               | GET, HEAD",
        "POST   | /v1/connections/press-7       | GET, HEAD",
        "GET    | /v1/connections/press-7/send  | POST",
        "POST   | /v1/log-level                 | GET, HEAD, PUT",
        "OPTIONS| /health/live                  | GET, HEAD"
      })
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) throws Exception {
    HttpResponse<String> answer = stage.with(method, path, "");

    assertProblem(answer, 405, "this resource knows " + allowed + " only");
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1", "/v1/", "/v1/connections/", "/v1/connections/a/b", "/metric", "/V1"})
  void anUnknownPathIsNotFound(String path) throws Exception {
    assertProblem(stage.get(path), 404, "there is nothing here; see /v1/openapi.json");
  }

  @Test
  void aPathThatIsNotProperlyEncodedIsRefused() throws Exception {
    try (RawHttp client = stage.raw()) {
      assertThat(client.get("/v1/connections/%zz").answer()).startsWith("HTTP/1.1 400 ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":           | no proper JSON at line 1, column",
        "[\"text\"]           | the body must be a JSON object",
        "{\"txt\":\"x\"}      | unknown field \\\"txt\\\" at line 1, column 2; expected are text, base64",
        "{\"text\":5}         | \\\"text\\\" at line 1, column 2 must be a string, not 5",
        "{\"text\":\"a\"} {}  | something follows the JSON object at line 1, column 14",
        "{\"text\":\"a\",\"text\":\"b\"} | Duplicate field 'text'",
        "{}                   | either \\\"text\\\" or \\\"base64\\\" must say what to send",
        "{\"base64\":\"*\"}   | \\\"base64\\\" must be Base64"
      })
  void aBodyThatSaysNoMessageIsRefused(String body, String detail) throws Exception {
    assertProblem(stage.post(SEND, body), 400, detail);
    assertThat(stage.connection.sent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                      | \\\"name\\\" must say which command",
        "{\"name\":\"\"}                         | \\\"name\\\" must say which command",
        "{\"name\":\"x\",\"timeout\":0}          | must be a duration such as",
        "{\"name\":\"x\",\"timeout\":\"2h\"}     | at most 1h, not 2h",
        "{\"name\":\"x\",\"timeout\":{}}         | must be a duration such as",
        "{\"name\":\"x\",\"idempotent\":\"yes\"} | must be true or false, not yes",
        "{\"name\":\"x\",\"id\":\"\"}            | must be of 1 to 256 characters",
        "{\"name\":\"x\",\"id\":7}               | must be a string, not 7"
      })
  void aBodyThatSaysNoCommandIsRefused(String body, String detail) throws Exception {
    assertProblem(stage.post(COMMAND, body), 400, detail);
    assertThat(stage.connection.commands()).isEmpty();
  }

  @Test
  void aBodyThatIsNoTextIsRefused() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stage.uri(SEND))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"'}));

    assertProblem(stage.ask(request), 400, "no proper JSON");
  }

  @Test
  void aBodyThatIsNestedWithoutEndIsRefused() throws Exception {
    String body = "{\"name\":\"x\",\"payload\":" + "[".repeat(100_000);

    assertProblem(stage.post(COMMAND, body), 400, "no proper JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void whatBrowsersSendAcrossSitesUnaskedChangesNothing(String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stage.uri("/v1/connections/press-7/disconnect"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("{}"));

    assertProblem(stage.ask(request), 415, "must say application/json");
    assertThat(stage.connection.asked()).isEmpty();
  }

  @Test
  void withoutAContentTypeNothingIsChanged() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stage.uri("/v1/connections/press-7/disconnect"))
            .POST(BodyPublishers.noBody());

    assertProblem(stage.ask(request), 415, "must say application/json");
    assertThat(stage.connection.asked()).isEmpty();
  }

  @Test
  void aBodyOfAMegabyteIsReadAndOneByteMoreIsNot() throws Exception {
    String start = "{\"name\":\"x\",\"payload\":\"";
    String body = start + "y".repeat((1 << 20) - start.length() - 2) + "\"}";

    assertThat(stage.post(COMMAND, body).statusCode()).isEqualTo(200);
    assertProblem(stage.post(COMMAND, " " + body), 413, "1048576 bytes at most");
    assertThat(stage.connection.commands()).hasSize(1);
  }

  @Test
  void aBodyWhoseLengthNobodySaysIsBoundAsWell() throws Exception {
    try (RawHttp client = stage.raw()) {
      client.say(
          "POST "
              + COMMAND
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + stage.port()
              + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 17; i++) {
        client.say("10000\r\n" + "z".repeat(0x10000) + "\r\n");
      }

      assertThat(client.answer()).startsWith("HTTP/1.1 413 ");
    }
    assertThat(stage.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void whoeverAsksBeforeSendingIsToldAtOnce() throws Exception {
    try (RawHttp client = stage.raw()) {
      client.say(
          "POST "
              + COMMAND
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + stage.port()
              + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
              + "Content-Length: 12\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 100 ");
      client.say("{\"name\":\"x\"}");
      assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
    }
    try (RawHttp client = stage.raw()) {
      client.say(
          "POST "
              + COMMAND
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + stage.port()
              + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
              + "Content-Length: 99999999\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 413 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://127.0.0.1/ HTTP/1.1, 400",
    "GET / HTTP/banana, 400",
    "\u0016\u0003\u0001, 400"
  })
  void whatIsNoRequestIsToldSo(String line, int status) throws Exception {
    try (RawHttp client = stage.raw()) {
      client.say(line + "\r\nHost: 127.0.0.1:" + stage.port() + "\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void headsWithoutEndAreCutOff() throws Exception {
    try (RawHttp client = stage.raw()) {
      assertThat(client.get("/" + "x".repeat(5_000)).answer()).startsWith("HTTP/1.1 414 ");
    }
    try (RawHttp client = stage.raw()) {
      assertThat(client.get("/", "X: " + "x".repeat(17_000)).answer()).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void aRequestNeedsOneHost() throws Exception {
    try (RawHttp client = stage.raw()) {
      assertThat(client.say("GET /health/live HTTP/1.1\r\n\r\n").answer())
          .startsWith("HTTP/1.1 400 ");
    }
    try (RawHttp client = stage.raw()) {
      assertThat(client.get("/health/live", "Host: 127.0.0.1:1").answer())
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void requestsSentAheadAreAnsweredInTheirOrder() throws Exception {
    try (RawHttp client = stage.raw()) {
      client.get("/v1/build").get("/v1/log-level").get("/health/live");

      assertThat(client.answer()).endsWith("\"started\":\"2026-11-22T09:00:00Z\"}");
      assertThat(client.answer()).endsWith("{\"level\":\"info\"}");
      assertThat(client.answer()).contains("{\"live\":true,");
    }
  }

  @Test
  void aHeadHasNoBody() throws Exception {
    try (RawHttp client = stage.raw()) {
      client.say("HEAD /v1/build HTTP/1.1\r\nHost: 127.0.0.1:" + stage.port() + "\r\n\r\n");
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 200 ").contains("content-length: ");
      assertThat(client.get("/health/live").answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .isEqualTo(Optional.of("application/problem+json"));
    assertThat(answer.body()).contains("\"status\":" + status).contains(detail);
  }
}
