package dev.holdfast.bootstrap.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where the gateway writes down what happened to it.
 *
 * @param folder of the run
 */
record GatewayFiles(Path folder) {

  /** What came. */
  Path arrivals() {
    return folder.resolve("arrivals");
  }

  /** What it did. */
  Path deeds() {
    return folder.resolve("deeds");
  }

  /** What the daemon said to have. */
  Path acknowledged() {
    return folder.resolve("acknowledged");
  }

  /** Opens one to write behind what it holds; the kill before may have torn a line. */
  static FileChannel append(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
    return channel;
  }
}
