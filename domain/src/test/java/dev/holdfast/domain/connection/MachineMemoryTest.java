package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.RecordedEffects;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a machine writes down is all that it remembers. */
final class MachineMemoryTest {

  private static final int SEEDS = 1_000;
  private static final int EVENTS = 200;

  private final RecordedEffects effects = new RecordedEffects();

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

  @Test
  void timesAreRelativeSoThatTheSameSituationIsTheSameNumbers() {
    assertThat(situation(upAndBeating(0))).isEqualTo(situation(upAndBeating(Long.MAX_VALUE - 7)));
  }

  @Test
  void whatHasNoMeaningIsZero() {
    ConnectionMachine machine = upAndBeating(0);
    machine.handle(new Event.Ended(1, Cause.closedByGateway(1000, "")), seconds(100), effects);

    long[] memory = saved(machine);
    assertThat(machine.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(memory[MachineMemory.STATE_DEADLINE]).isZero();
    assertThat(memory[MachineMemory.HEARTBEAT]).isZero();
    assertThat(memory[MachineMemory.LIFETIME]).isZero();
  }

  @Test
  void stateAndFailuresCanBeReadWithoutAMachine() {
    ConnectionMachine machine = upAndBeating(0);
    machine.handle(new Event.Ended(1, Cause.of(CauseKind.LINK_LOST)), seconds(100), effects);

    long[] memory = new long[3 + MachineMemory.WORDS];
    machine.save(memory, 3);
    assertThat(MachineMemory.state(memory, 3)).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(MachineMemory.failures(memory, 3)).isEqualTo(1);
    assertThat(memory).startsWith(0, 0, 0);
  }

  @Test
  void aConnectionGoesOnUnderAnotherPolicy() {
    ConnectionMachine before = upAndBeating(0);
    ConnectionMachine after =
        new ConnectionMachine(
            ConnectionPolicy.builder().maxLifetime(Optional.empty()).build(),
            new SplittableRandom(2),
            0);
    after.load(saved(before), 0);

    assertThat(after.isUp()).isTrue();
    assertThat(after.attempt()).isEqualTo(1);
    assertThat(after.nextDeadlineNanos()).isEqualTo(before.nextDeadlineNanos());
  }

  @Test
  void anEffectMayNotChangeTheMachineThatItComesFrom() {
    ConnectionMachine machine =
        new ConnectionMachine(ConnectionPolicy.defaults(), new SplittableRandom(1), 0);
    long[] memory = saved(machine);
    ForwardingEffects reentering =
        new ForwardingEffects(effects) {
          @Override
          public void dial(long attempt, boolean freshCredentials) {
            machine.load(memory, 0);
          }
        };
    assertThatThrownBy(() -> machine.handle(Event.CONNECT, 0, reentering))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("effect");
  }

  private static void becomeAnotherAndBack(ConnectionMachine machine, long[] other, long[] mine) {
    machine.save(mine, 0);
    machine.load(other, 0);
    machine.load(mine, 0);
    assertThat(saved(machine)).isEqualTo(mine);
  }

  private ConnectionMachine upAndBeating(long origin) {
    ConnectionMachine machine =
        new ConnectionMachine(
            ConnectionPolicy.builder().maxLifetime(Optional.of(Duration.ofHours(1))).build(),
            new SplittableRandom(1),
            origin);
    machine.handle(Event.CONNECT, origin, effects);
    machine.handle(new Event.HandshakeCompleted(1), origin + seconds(1), effects);
    machine.handle(Event.DEADLINE_REACHED, origin + seconds(31), effects);
    machine.handle(new Event.HeartbeatWritten(1), origin + seconds(32), effects);
    return machine;
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

  private static long[] situation(ConnectionMachine machine) {
    return Arrays.copyOfRange(saved(machine), MachineMemory.SITUATION, MachineMemory.WORDS);
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
