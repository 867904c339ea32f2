package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.connection.testing.RecordedEffects;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a machine remembers is enough for every story. A failure names its seed. */
final class RandomMemoryTest {

  private static final int SEEDS = 1_000;
  private static final int EVENTS = 200;

  @Test
  void oneMachinePlaysManyConnectionsInTurn() {
    long[] other = new long[MachineMemory.WORDS];
    for (long seed = 0; seed < SEEDS; seed++) {
      long[] before = other.clone();
      long[] mine = new long[MachineMemory.WORDS];
      List<String> plain = tell(seed, machine -> {});
      List<String> inTurn = tell(seed, machine -> becomeAnotherAndBack(machine, before, mine));
      assertThat(inTurn).as("seed " + seed).isEqualTo(plain);
      other = mine;
    }
  }

  private static void becomeAnotherAndBack(ConnectionMachine machine, long[] other, long[] mine) {
    machine.save(mine, 0);
    machine.load(other, 0);
    assertThat(saved(machine)).isEqualTo(other);
    machine.load(mine, 0);
    assertThat(saved(machine)).isEqualTo(mine);
  }

  private static List<String> tell(long seed, Consumer<ConnectionMachine> betweenEvents) {
    RecordedEffects recorded = new RecordedEffects();
    new RandomStory(seed, recorded, betweenEvents).tell(EVENTS);
    return recorded.take();
  }

  private static long[] saved(ConnectionMachine machine) {
    long[] memory = new long[MachineMemory.WORDS];
    machine.save(memory, 0);
    return memory;
  }
}
