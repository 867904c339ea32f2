package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The byte-wise check against the decoder of the Java runtime, which is strict as well. */
class Utf8CheckTest {

  private static int firstWrongByte(byte[] bytes) {
    Utf8Check check = new Utf8Check();
    for (int i = 0; i < bytes.length; i++) {
      if (!check.process(bytes[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Whether some text begins with these bytes: itself one, or one with more bytes behind it. */
  private static boolean mayContinue(byte[] bytes) {
    return mayContinue(bytes, 3);
  }

  private static boolean mayContinue(byte[] bytes, int more) {
    if (isText(bytes)) {
      return true;
    }
    for (int next = 0x80; more > 0 && next <= 0xbf; next += 0x0f) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      longer[bytes.length] = (byte) next;
      if (mayContinue(longer, more - 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isText(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    return !decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(16), true).isError();
  }

  @Test
  void everySequenceOfUpToThreeBytesIsJudgedAsTheRuntimeDoes() {
    for (int first = 0; first < 256; first++) {
      assertJudgedAlike(bytes(first));
      for (int second = 0x70; first >= 0x80 && second < 0x100; second++) {
        assertJudgedAlike(bytes(first, second));
        for (int third = 0x7f; first >= 0xe0 && third < 0x100; third += 0x20) {
          assertJudgedAlike(bytes(first, second, third));
        }
      }
    }
  }

  private static void assertJudgedAlike(byte[] bytes) {
    boolean passes = firstWrongByte(bytes) < 0;
    if (passes != mayContinue(bytes)) {
      throw new AssertionError(HexFormat.of().formatHex(bytes) + " passes: " + passes);
    }
  }

  @Test
  void everyCodePointPasses() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    assertThat(firstWrongByte(all.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
  }

  @Test
  void randomBytesAreJudgedAsTheRuntimeDoes() {
    Random random = new Random(3629);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(6)];
      random.nextBytes(bytes);
      assertJudgedAlike(bytes);
    }
  }

  @Test
  void afterAResetANewTextBegins() {
    Utf8Check check = new Utf8Check();
    assertThat(check.process((byte) 0xe2)).isTrue();
    check.reset();
    assertThat(check.process((byte) 'a')).isTrue();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
