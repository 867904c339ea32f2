package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys come from the strong source, in blocks, and none is used twice. */
class MaskingKeysTest {

  /** Counts how often it is asked, and how much it gives. */
  private static final class CountingSource extends SecureRandom {

    private static final long serialVersionUID = 1;
    private int calls;
    private int bytes;

    @Override
    public void nextBytes(byte[] target) {
      calls++;
      bytes += target.length;
      super.nextBytes(target);
    }
  }

  @Test
  void everyKeyIsFreshAndTheSourceIsAskedInBlocks() {
    CountingSource source = new CountingSource();
    MaskingKeys keys = new MaskingKeys(source);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 10_240; i++) {
      seen.add(keys.nextInt());
    }
    assertThat(source.calls).isEqualTo(10);
    assertThat(source.bytes).isEqualTo(10_240 * Integer.BYTES);
    // Two equal ones among ten thousand are a coincidence of one in eighty.
    assertThat(seen).hasSizeGreaterThan(10_230);
  }

  @Test
  void eachThreadHasItsOwn() throws Exception {
    MaskingKeys here = MaskingKeys.ofThread();
    MaskingKeys[] there = new MaskingKeys[1];
    Thread other = new Thread(() -> there[0] = MaskingKeys.ofThread());
    other.start();
    other.join(5_000);
    assertThat(there[0]).isNotNull().isNotSameAs(here);
    assertThat(MaskingKeys.ofThread()).isSameAs(here);
  }
}
