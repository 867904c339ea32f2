package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

  private static final Duration FIRST_AFTER = Duration.ofSeconds(3);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final FaultPlan PLAN =
      new FaultPlan(FIRST_AFTER, EVERY, List.of(Fault.DROP, Fault.FREEZE));

  private final FaultSchedule schedule = new FaultSchedule(PLAN);

  @Test
  void nothingIsDueBeforeAClientCame() {
    assertThat(schedule.due(at(1000), true)).isEmpty();
  }

  @Test
  void theFirstFaultComesAfterTheFirstConnection() {
    assertThat(schedule.linkUp(at(10))).contains(at(13));
    assertThat(schedule.due(at(13).minusNanos(1), true)).isEmpty();
    assertThat(schedule.due(at(13), true)).contains(Fault.DROP);
    assertThat(schedule.due(at(13), true)).isEmpty();
  }

  @Test
  void theNextFaultWaitsUntilTheClientIsBack() {
    schedule.linkUp(at(0));
    assertThat(schedule.due(at(3), true)).contains(Fault.DROP);

    assertThat(schedule.due(at(500), true)).isEmpty();
    assertThat(schedule.linkUp(at(600))).contains(at(605));
    assertThat(schedule.due(at(605), true)).contains(Fault.FREEZE);
  }

  @Test
  void theOrderIsRepeated() {
    assertThat(List.of(fault(0), fault(100), fault(200), fault(300)))
        .containsExactly(Fault.DROP, Fault.FREEZE, Fault.DROP, Fault.FREEZE);
  }

  @Test
  void aSecondClientDoesNotMoveTheTime() {
    schedule.linkUp(at(0));

    assertThat(schedule.linkUp(at(2))).isEmpty();
    assertThat(schedule.due(at(3), true)).contains(Fault.DROP);
  }

  @Test
  void aFaultThatWouldHitNobodyWaitsForTheNextConnection() {
    schedule.linkUp(at(0));

    assertThat(schedule.due(at(3), false)).isEmpty();
    assertThat(schedule.due(at(4), true)).isEmpty();
    assertThat(schedule.linkUp(at(10))).contains(at(13));
    assertThat(schedule.due(at(13), true)).contains(Fault.DROP);
  }

  @Test
  void aSeededPlanHoldsEveryFaultOnce() {
    FaultPlan plan = FaultPlan.everyFault(FIRST_AFTER, EVERY, 7);

    assertThat(plan.order()).containsExactlyInAnyOrder(Fault.values());
    assertThat(FaultPlan.everyFault(FIRST_AFTER, EVERY, 7)).isEqualTo(plan);
    // Written down, because a seed must mean the same on every machine and JDK.
    assertThat(plan.order())
        .containsExactly(
            Fault.RESTART,
            Fault.DROP,
            Fault.CLOSE_1011,
            Fault.CLOSE_4000,
            Fault.FREEZE,
            Fault.REFUSE);
  }

  @Test
  void seedsGiveDifferentOrders() {
    Set<List<Fault>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      orders.add(FaultPlan.everyFault(FIRST_AFTER, EVERY, seed).order());
    }

    assertThat(orders).hasSizeGreaterThan(15);
  }

  @Test
  void aPlanIsChecked() {
    List<Fault> order = List.of(Fault.DROP);
    assertThatThrownBy(() -> new FaultPlan(Duration.ZERO, EVERY, order))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("firstAfter must be above zero: PT0S");
    assertThatThrownBy(() -> new FaultPlan(EVERY, Duration.ofSeconds(-1), order))
        .hasMessage("every must be above zero: PT-1S");
    assertThatThrownBy(() -> new FaultPlan(EVERY, EVERY, List.of()))
        .hasMessage("order must name at least one fault");
  }

  private Fault fault(int upAt) {
    Duration due = schedule.linkUp(at(upAt)).orElseThrow();
    return schedule.due(due, true).orElseThrow();
  }

  private static Duration at(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
