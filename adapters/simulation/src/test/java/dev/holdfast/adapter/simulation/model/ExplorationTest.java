package dev.holdfast.adapter.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.DeadlineKind;
import dev.holdfast.domain.connection.EventKind;
import dev.holdfast.domain.connection.MachineMemory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every property holds in every state. {@code -Dholdfast.states=thorough} explores every jitter and
 * every order of the deadlines too, and tells what it finds.
 */
final class ExplorationTest {

  private static final boolean THOROUGH =
      "thorough".equals(System.getProperty("holdfast.states", "usual"));

  @Test
  void everyPropertyHoldsInEveryState() {
    Exploration exploration = THOROUGH ? Exploration.thorough() : Exploration.usual();
    Exploration.Result result =
        exploration.run(System::nanoTime, THOROUGH ? System.out::println : line -> {});

    assertThat(result.holds()).as(result.report()).isTrue();
    assertThat(result.report()).endsWith("every property holds");
    assertThat(result.states()).isGreaterThan(10_000);
    assertThat(result.transitions()).isGreaterThan(50 * result.states());
    if (THOROUGH) {
      System.out.println(result.report());
    }
  }

  @Test
  void everyCellOfTheTableIsTried() {
    Set<Explored.Cell> tried = new HashSet<>();
    for (Explored explored : run(Settings.usual()).all()) {
      tried.addAll(explored.cells());
    }
    assertThat(tried).hasSize(ConnectionState.values().length * EventKind.values().length);
  }

  @Test
  void everyKindOfDeadlineIsWaitedFor() {
    Set<DeadlineKind> kinds = EnumSet.noneOf(DeadlineKind.class);
    long[] words = new long[MachineMemory.WORDS];
    for (Explored explored : run(Settings.usual()).all()) {
      ConnectionMachine machine =
          new ConnectionMachine(explored.setting().policy(), new Draws(), 0);
      for (int state = 0; state < explored.space().size(); state++) {
        explored.space().read(state, words);
        machine.load(words, 0);
        if (machine.hasDeadline()) {
          kinds.add(machine.nextDeadlineKind());
        }
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder(DeadlineKind.values());
  }

  @Test
  void aPolicyInFractionsOfATickIsRefused() {
    ConnectionPolicy.Builder policy = Settings.plain().connectTimeout(Duration.ofMillis(250));
    assertThatThrownBy(() -> Settings.setting("odd", policy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("connectTimeout must be whole ticks of 100000000 ns but was 250000000 ns");
  }

  @Test
  void theSameExplorationFindsTheSame() {
    List<Setting> some = Settings.usual().subList(0, 2);
    assertThat(run(some).states()).isEqualTo(run(some).states());
    assertThat(run(some).transitions()).isEqualTo(run(some).transitions());
  }

  @Test
  void whatDoesNotFitIsNotCalledProven() {
    Setting first = Settings.usual().get(0);
    Explored cut = new Explorer(first, Subject.Maker.REAL, Clocks.EVENLY, 10).explore();
    assertThat(cut.closed()).isFalse();
    assertThat(cut.holds()).isFalse();
    assertThat(cut.verdict()).isEqualTo("too many states, not all were seen");
  }

  private static Exploration.Result run(List<Setting> settings) {
    return Exploration.of(settings, Subject.Maker.REAL).run(() -> 0, line -> {});
  }
}
