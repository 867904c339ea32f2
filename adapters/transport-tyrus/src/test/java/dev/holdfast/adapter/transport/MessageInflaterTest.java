package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.adapter.transport.fixture.Deflated;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory of an inflater, which the collector does not see, is given back. */
class MessageInflaterTest {

  private static final int INFLATERS = 20_000;

  /** One inflater that has inflated this much holds more than 30 KiB of zlib's. */
  private static final int MESSAGE = 40_000;

  @BeforeEach
  void requireLinux() {
    assumeTrue(NativeMemory.isKnown());
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"MESSAGE_BY_MESSAGE", "ACROSS_MESSAGES"})
  void closeGivesItBack(Compression compression) throws Exception {
    byte[] noise = new byte[MESSAGE];
    new Random(7692).nextBytes(noise);
    ByteBuf deflated = Unpooled.wrappedBuffer(Deflated.bytes(noise));
    use(compression, deflated, INFLATERS / 10);
    long before = NativeMemory.resident();
    use(compression, deflated, INFLATERS);
    // Kept, it would be more than 600 MiB; the heap's own growth is in the figure too.
    assertThat(NativeMemory.resident() - before).isLessThan(200 << 20);
  }

  private static void use(Compression compression, ByteBuf deflated, int times) throws Exception {
    ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
    for (int i = 0; i < times; i++) {
      MessageInflater inflater = new MessageInflater(compression, 1 << 20);
      inflater.inflate(deflated, 0, deflated.readableBytes(), false, allocator);
      if (i % 2 == 0) {
        // The others end in the middle of a message.
        inflater.endMessage(false, allocator);
        ByteBuf frame = inflater.takeFrame(FrameGuard.BINARY, true, allocator);
        assertThat(frame.readableBytes()).isGreaterThan(MESSAGE);
        frame.release();
      }
      inflater.close();
    }
  }
}
