package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.connection.testing.RecordedEffects;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a machine writes down is all that it remembers. */
final class MachineMemoryTest {

  private final RecordedEffects effects = new RecordedEffects();

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
  void lateTimerOfALinkThatIsGoneLeavesNoTrace() {
    long[] forgiven =
        situationAfter(
            link -> {
              link.connect();
              link.opened();
              link.sleep(Duration.ofMinutes(2));
              link.timer();
              link.ended(CauseKind.LINK_LOST);
            });
    long[] onTime =
        situationAfter(
            link -> {
              link.connect();
              link.opened();
              link.pass(Duration.ofSeconds(20));
              link.ended(CauseKind.LINK_LOST);
            });
    assertThat(forgiven).isEqualTo(onTime);
  }

  @Test
  void closingThatIsOverLeavesNoTrace() {
    long[] disconnected =
        situationAfter(
            link -> {
              link.connect();
              link.opened();
              link.disconnect();
              link.connect();
              link.ended(Cause.closedByGateway(1000, ""));
            });
    long[] closedByGateway =
        situationAfter(
            link -> {
              link.connect();
              link.opened();
              link.ended(Cause.closedByGateway(1000, ""));
              link.connect();
            });
    assertThat(disconnected).isEqualTo(closedByGateway);
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
  void theEarliestDeadlineIsTheNextWhicheverItIs() {
    assertThat(next(1, 2)).isEqualTo(DeadlineKind.STABLE_AFTER);
    assertThat(next(2, 1)).isEqualTo(DeadlineKind.MAXIMUM_LIFETIME);
    assertThat(next(1, 1)).isEqualTo(DeadlineKind.STABLE_AFTER);
  }

  /** What is next on an open link with these seconds left, under whatever policy they came from. */
  private DeadlineKind next(long untilStable, long untilReplaced) {
    ConnectionMachine machine =
        new ConnectionMachine(
            ConnectionPolicy.builder().maxLifetime(Optional.of(Duration.ofHours(1))).build(),
            new SplittableRandom(1),
            0);
    machine.handle(Event.CONNECT, 0, effects);
    machine.handle(new Event.HandshakeCompleted(1), 0, effects);
    long[] memory = saved(machine);
    memory[MachineMemory.STATE_DEADLINE] = seconds(untilStable);
    memory[MachineMemory.LIFETIME] = seconds(untilReplaced);
    machine.load(memory, 0);
    assertThat(machine.nextDeadlineNanos())
        .isEqualTo(seconds(Math.min(untilStable, untilReplaced)));
    return machine.nextDeadlineKind();
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

  private static long[] saved(ConnectionMachine machine) {
    long[] memory = new long[MachineMemory.WORDS];
    machine.save(memory, 0);
    return memory;
  }

  private static long[] situationAfter(Consumer<DrivenMachine> story) {
    DrivenMachine link = new DrivenMachine();
    story.accept(link);
    return situation(link.machine());
  }

  private static long[] situation(ConnectionMachine machine) {
    return Arrays.copyOfRange(saved(machine), MachineMemory.SITUATION, MachineMemory.WORDS);
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
