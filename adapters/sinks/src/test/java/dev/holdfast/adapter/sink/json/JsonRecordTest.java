package dev.holdfast.adapter.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.application.port.out.InboundMessage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON stays JSON, everything else becomes a string, and it is always one line. */
final class JsonRecordTest {

  private static final String START =
      "{\"connection\":\"press-7\",\"received\":\"1970-01-01T00:00:01.500Z\",\"encoding\":";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\": 1.10}",
        " [1, 2, {\"y\": null}] ",
        "12345678901234567890.000",
        "\"text\"",
        "true",
        "null",
        "{\"x\":1,\"x\":2}",
        "\"gr\u00FC\u00DFe \uD83D\uDE00 \\u0000\""
      })
  void jsonStandsThereAsItCame(String json) {
    assertThat(line(json)).isEqualTo(START + "\"json\",\"message\":" + json + "}");
  }

  @Test
  void lineBreaksBetweenTokensBecomeSpaces() {
    assertThat(line("{\r\n\"x\":\n1}")).endsWith("\"message\":{  \"x\": 1}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "{",
        "[1,]",
        "{\"x\":1} {\"y\":2}",
        "1 2",
        "{'x':1}",
        "// no",
        "NaN",
        "01",
        "\"a\nb\"",
        "\"\\x\"",
        "{\"x\":\"\\x\"}",
        "{x:1}",
        "\uFEFF{}"
      })
  void everythingElseIsAString(String text) {
    assertThat(line(text)).startsWith(START + "\"text\",\"message\":\"").doesNotContain("\n");
  }

  @Test
  void aStringIsEscaped() {
    assertThat(line("a\"b\\c\nd\te\u0001")).endsWith("\"message\":\"a\\\"b\\\\c\\nd\\te\\u0001\"}");
  }

  @Test
  void whatIsNestedTooDeepIsAString() {
    assertThat(line("[".repeat(900) + "]".repeat(900))).contains("\"encoding\":\"json\"");
    assertThat(line("[".repeat(10_000) + "]".repeat(10_000))).contains("\"encoding\":\"text\"");
  }

  @Test
  void binaryIsBase64() {
    InboundMessage binary =
        new InboundMessage.Binary("press-7", ByteBuffer.wrap(new byte[] {0, -1, 62, 63}));
    assertThat(line(binary)).isEqualTo(START + "\"base64\",\"message\":\"AP8+Pw==\"}");
  }

  @Test
  void theConnectionIsEscapedToo() {
    assertThat(line(new InboundMessage.Text("a\"b", "1"))).startsWith("{\"connection\":\"a\\\"b\"");
  }

  private static String line(String text) {
    return line(new InboundMessage.Text("press-7", text));
  }

  private static String line(InboundMessage message) {
    StringBuilder line = new StringBuilder();
    JsonRecord.append(new Received(message, 1_500), line);
    return line.toString();
  }
}
