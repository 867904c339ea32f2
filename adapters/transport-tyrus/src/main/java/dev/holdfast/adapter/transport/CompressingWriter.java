package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;

/**
 * Writes messages compressed where that makes them shorter (RFC 7692 section 7.2.1), and plain
 * where it does not, which section 6 allows for every message. Loop thread only.
 */
final class CompressingWriter implements MessageWriter {

  private static final int RSV1 = 0x40;

  private final FrameWriter frames;
  private final MessageDeflater deflater;
  private final ByteBufAllocator allocator;
  private final FrameTrace trace;

  CompressingWriter(
      FrameWriter frames, MessageDeflater deflater, ByteBufAllocator allocator, FrameTrace trace) {
    this.trace = trace;
    this.frames = frames;
    this.deflater = deflater;
    this.allocator = allocator;
  }

  @Override
  public void text(String text, Runnable done) {
    int length = ByteBufUtil.utf8Bytes(text);
    if (!MessageDeflater.isWorthwhile(length)) {
      frames.text(text, done);
      return;
    }
    if (trace.isOn()) {
      trace.compresses(text);
    }
    ByteBuf plain = allocator.buffer(length);
    try {
      ByteBufUtil.reserveAndWriteUtf8(plain, text, length);
      shortest(FrameGuard.TEXT, plain.nioBuffer(), done);
    } finally {
      plain.release();
    }
  }

  @Override
  public void binary(ByteBuffer data, Runnable done) {
    if (MessageDeflater.isWorthwhile(data.remaining())) {
      if (trace.isOn()) {
        trace.compresses(data);
      }
      shortest(FrameGuard.BINARY, data, done);
    } else {
      frames.binary(data, done);
    }
  }

  private void shortest(int opcode, ByteBuffer message, Runnable done) {
    ByteBuf packed = deflater.deflate(message, allocator);
    if (packed == null) {
      frames.frame(opcode, message, done);
      return;
    }
    try {
      frames.frame(RSV1 | opcode, packed.nioBuffer(), done);
    } finally {
      packed.release();
    }
  }
}
