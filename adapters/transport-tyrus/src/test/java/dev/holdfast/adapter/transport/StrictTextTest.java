package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTextTest {

  /** Bytes that begin, continue, or can never be in a character. */
  private static final int[] INTERESTING = {
    'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbd, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0,
    0xf4, 0xf5, 0xff
  };

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "\u00e4\u00f6", "\u20ac", "\ud83d\ude00", "a\ufffdb"})
  void decodesWhatIsUtf8(String text) throws FrameViolation {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(decode(bytes)).isEqualTo(text);
  }

  @Test
  void decodesWhatIsLongerThanItsScratch() throws FrameViolation {
    String text = "0123456789\u00e4".repeat(2_000);

    assertThat(decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @Test
  void aReplacementCharacterThatWasSentExcusesNoBrokenOne() {
    byte[] bytes = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd, (byte) 0x80};

    assertThatThrownBy(() -> decode(bytes))
        .isInstanceOfSatisfying(
            FrameViolation.class, violation -> assertThat(violation.closeCode()).isEqualTo(1007));
  }

  @Test
  void judgesLikeTheStrictDecoderOfTheRuntime() {
    SplittableRandom random = new SplittableRandom(7);
    int valid = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(7)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) INTERESTING[random.nextInt(INTERESTING.length)];
      }
      Optional<String> expected = reference(bytes);
      valid += expected.isPresent() ? 1 : 0;

      assertThat(attempt(bytes)).as("%s", ByteBuffer.wrap(bytes)).isEqualTo(expected);
    }
    assertThat(valid).isBetween(1_000, 199_000);
  }

  private static Optional<String> attempt(byte[] bytes) {
    try {
      return Optional.of(decode(bytes));
    } catch (FrameViolation e) {
      return Optional.empty();
    }
  }

  private static String decode(byte[] bytes) throws FrameViolation {
    ByteBuf in = Unpooled.directBuffer().writeByte('<').writeBytes(bytes).writeByte('>');
    try {
      return StrictText.ofThread().decode(in, 1, bytes.length);
    } finally {
      in.release();
    }
  }

  private static Optional<String> reference(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
