package dev.holdfast.adapter.sink.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.application.port.out.InboundMessage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One message, one line. */
final class MessageLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", " {\"x\": 1}", "gr\u00FC\u00DFe \uD83D\uDE00", "a\\nb", "a\tb"})
  void textStaysAsItCame(String text) {
    assertThat(line(text)).isEqualTo(text);
  }

  @Test
  void lineBreaksInJsonBecomeSpaces() {
    assertThat(line("{\n  \"x\": [\r\n1\n]\n}")).isEqualTo("{   \"x\": [  1 ] }");
    assertThat(line("\n[1,\n2]")).isEqualTo(" [1, 2]");
  }

  @Test
  void lineBreaksInOtherTextBecomeEscapes() {
    assertThat(line("one\ntwo\r\nthree\r")).isEqualTo("one\\ntwo\\r\\nthree\\r");
  }

  @Test
  void binaryBecomesBase64() {
    ByteBuffer data = ByteBuffer.wrap(new byte[] {9, 0, -1, 62, 63, 9}, 1, 4);
    InboundMessage message = new InboundMessage.Binary("press-7", data);
    assertThat(line(message)).isEqualTo("base64:AP8+Pw==");
    assertThat(line(message)).as("once more").isEqualTo("base64:AP8+Pw==");
    assertThat(line(new InboundMessage.Binary("press-7", ByteBuffer.allocate(0))))
        .isEqualTo("base64:");
  }

  private static String line(String text) {
    return line(new InboundMessage.Text("press-7", text));
  }

  private static String line(InboundMessage message) {
    return MessageLine.of(new Received(message, 0));
  }
}
