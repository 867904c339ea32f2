package dev.holdfast.adapter.transport;

import io.netty.util.ByteProcessor;

/**
 * Watches UTF-8 as it comes in, byte by byte, and stops at the first byte that cannot belong to any
 * valid text (RFC 3629 section 4): what Tyrus's decoder notices only when the frame is complete.
 */
final class Utf8Check implements ByteProcessor {

  /** How many continuation bytes are still to come. */
  private int expected;

  /** The range of the next continuation byte: narrower than 80..BF after E0, ED, F0 and F4. */
  private int least = 0x80;

  private int most = 0xbf;

  /** Takes one byte; false if it is wrong. */
  @Override
  public boolean process(byte value) {
    int b = value & 0xff;
    if (expected > 0) {
      boolean valid = b >= least && b <= most;
      expected--;
      least = 0x80;
      most = 0xbf;
      return valid;
    }
    if (b < 0x80) {
      return true;
    }
    if (b < 0xc2 || b > 0xf4) {
      return false;
    }
    expected = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    least = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
    most = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    return true;
  }

  /** Whether what was taken so far does not end inside a character. */
  boolean isComplete() {
    return expected == 0;
  }

  /** Begins a new text. */
  void reset() {
    expected = 0;
    least = 0x80;
    most = 0xbf;
  }
}
