package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.Deflated;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process of its own that does something many times and prints by how many bytes it has grown.
 * Started with a heap that has all its memory from the beginning, so that what grows lies outside
 * it, and is so large that the collector does not come and tidy up first.
 */
final class NativeGrowth {

  static final Path STATUS = Path.of("/proc/self/status");

  private static final int INFLATERS = 20_000;
  private static final int LINKS = 10_000;

  /** What an inflater that has inflated this much holds is mostly its window, 32 KiB. */
  private static final int MESSAGE = 40_000;

  private NativeGrowth() {}

  /**
   * Does it.
   *
   * @param arguments {@code links}, or {@code inflaters} and a {@link Compression}
   */
  public static void main(String... arguments) throws Exception {
    long grown =
        arguments[0].equals("links") ? ofLinks() : ofInflaters(Compression.valueOf(arguments[1]));
    System.out.println("grown by " + grown);
    System.exit(0);
  }

  private static long ofLinks() throws Exception {
    try (CountingGateway gateway = CountingGateway.start();
        NettyEventLoops loops = NettyEventLoops.start(2)) {
      TyrusTransport transport =
          TyrusTransport.create(TransportOptions.defaults().withCompression(true));
      ChurnTest.run(transport, loops, gateway.port(), LINKS / 5);
      long before = resident();
      ChurnTest.run(transport, loops, gateway.port(), LINKS);
      return resident() - before;
    }
  }

  private static long ofInflaters(Compression compression) throws Exception {
    byte[] noise = new byte[MESSAGE];
    new Random(7692).nextBytes(noise);
    ByteBuf deflated = Unpooled.wrappedBuffer(Deflated.bytes(noise));
    use(compression, deflated, INFLATERS / 10);
    long before = resident();
    use(compression, deflated, INFLATERS);
    return resident() - before;
  }

  private static void use(Compression compression, ByteBuf deflated, int times) throws Exception {
    ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
    for (int i = 0; i < times; i++) {
      MessageInflater inflater = new MessageInflater(compression, 1 << 20);
      inflater.inflate(deflated, 0, deflated.readableBytes(), false, allocator);
      if (i % 2 == 0) {
        // The others end in the middle of a message.
        inflater.endMessage(false, allocator);
        inflater.takeFrame(FrameGuard.BINARY, true, allocator).release();
      }
      inflater.close();
    }
  }

  /** Resident set size, in bytes. */
  private static long resident() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
