package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The payload of close frames (RFC 6455 5.5.1 and 7.4). */
class CloseFrameTest {

  private static ByteBuffer payload(int code, byte... reason) {
    return ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).flip();
  }

  @Test
  void anEmptyPayloadIs1005() throws Exception {
    assertThat(CloseFrame.parse(ByteBuffer.allocate(0))).isEqualTo(new CloseFrame(1005, ""));
  }

  @Test
  void codeAndReasonAreReadAsTheyAre() throws Exception {
    assertThat(CloseFrame.parse(payload(1014, "größe".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(new CloseFrame(1014, "größe"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
  void codesThatAreNeverSentAreRefused(int code) {
    assertThatThrownBy(() -> CloseFrame.parse(payload(code)))
        .isInstanceOfSatisfying(
            FrameViolation.class, violation -> assertThat(violation.closeCode()).isEqualTo(1002));
  }

  @Test
  void aReasonThatIsNotUtf8IsRefused() {
    assertThatThrownBy(() -> CloseFrame.parse(payload(1000, (byte) 0xc3)))
        .isInstanceOfSatisfying(
            FrameViolation.class, violation -> assertThat(violation.closeCode()).isEqualTo(1007));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "€", "😀"})
  void aLongReasonIsCutBetweenCharacters(String character) {
    for (int shift = 0; shift < 4; shift++) {
      String reason = "x".repeat(shift) + character.repeat(200);
      byte[] cut = CloseFrame.encodeReason(reason);
      assertThat(cut).hasSizeBetween(120, 123);
      assertThat(reason).startsWith(new String(cut, StandardCharsets.UTF_8));
    }
  }

  @Test
  void aReasonThatFitsIsKept() {
    assertThat(CloseFrame.encodeReason("x".repeat(123))).hasSize(123);
    assertThat(CloseFrame.encodeReason("")).isEmpty();
  }
}
