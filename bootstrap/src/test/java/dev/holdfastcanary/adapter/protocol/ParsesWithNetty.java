package dev.holdfastcanary.adapter.protocol;

import io.netty.buffer.ByteBuf;

/** Wrong: a library that is not this adapter's. */
final class ParsesWithNetty {

  int length(ByteBuf bytes) {
    return bytes.readableBytes();
  }
}
