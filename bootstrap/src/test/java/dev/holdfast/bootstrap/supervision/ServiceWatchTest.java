package dev.holdfast.bootstrap.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.notify.ServiceReports;
import dev.holdfast.application.port.in.Health;
import dev.holdfast.application.port.in.HealthUseCase;
import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.application.port.in.Violation;
import dev.holdfast.application.port.out.ServiceNotice;
import dev.holdfast.application.testing.ManualEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a service manager is told, in virtual time, with connections between fakes. */
class ServiceWatchTest {

  private static final Health WELL = new Health(List.of(), 0, Map.of());
  private static final Health HANGS =
      new Health(
          List.of(new Violation(Invariant.LOOP_TURNS, "gateway", "", Duration.ofSeconds(15))),
          0,
          Map.of());

  private final SupervisedWorld world = new SupervisedWorld();
  private final ManualEventLoop loop = new ManualEventLoop();
  private final List<ServiceNotice> told = new ArrayList<>();
  private Health health = WELL;

  @BeforeEach
  void twoConnections() throws Exception {
    world.gatewayAnswers();
    world.supervise(SupervisedWorld.listed("a", "b"));
  }

  @Test
  void nothingHappensBeforeTheStart() {
    watch(Duration.ofSeconds(10));
    pass(Duration.ofHours(1));
    assertThat(told).isEmpty();
  }

  @Test
  void theStatusIsLookedAtEveryFewSecondsAndToldIfItIsNews() {
    ServiceWatch watch = watch();
    world.gatewayIsSilent();
    world.supervisor().start();
    world.run();
    watch.started();
    assertThat(told).hasSize(1).first().isInstanceOf(ServiceNotice.Ready.class);
    world.gatewayAnswers();
    world.pass(Duration.ofMinutes(1));
    assertThat(told).hasSize(1);
    pass(ServiceWatch.LOOK_EVERY.minusNanos(1));
    assertThat(told).as("not before somebody looks").hasSize(1);
    pass(Duration.ofNanos(1));
    assertThat(told).hasSize(2).last().isEqualTo(new ServiceNotice.Status("2 of 2 connections up"));
    pass(Duration.ofHours(1));
    assertThat(told).hasSize(2);
  }

  @Test
  void theWatchdogIsPingedTwiceInItsTimeWhileTheProcessIsWell() {
    watch(Duration.ofSeconds(10)).started();
    assertThat(pings()).as("at once").isEqualTo(1);
    pass(Duration.ofSeconds(5).minusNanos(1));
    assertThat(pings()).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(pings()).isEqualTo(2);
    pass(Duration.ofSeconds(50));
    assertThat(pings()).isEqualTo(12);
    health = HANGS;
    pass(Duration.ofHours(1));
    assertThat(pings()).isEqualTo(12);
    health = WELL;
    pass(Duration.ofSeconds(50));
    assertThat(pings()).isEqualTo(22);
  }

  @Test
  void aWatchdogThatCannotWaitIsPingedOnlySoOften() {
    watch(ServiceWatch.PING_LEAST.multipliedBy(2).minusMillis(1)).started();
    pass(Duration.ofSeconds(1));
    assertThat(pings()).isEqualTo(101);
  }

  @Test
  void withoutAWatchdogNobodyPings() {
    watch().started();
    pass(Duration.ofHours(1));
    assertThat(pings()).isZero();
  }

  @Test
  void anErrorOfOursIsNoSignOfLifeAndNotTheEnd() {
    ServiceWatch watch =
        new ServiceWatch(
            new ServiceReports(told::add),
            Optional.of(Duration.ofSeconds(10)),
            surroundings(
                () -> {
                  if (!health.equals(WELL)) {
                    throw new IllegalStateException("planted");
                  }
                  return WELL;
                }));
    watch.started();
    health = HANGS;
    pass(Duration.ofSeconds(20));
    assertThat(pings()).isEqualTo(1);
    health = WELL;
    pass(Duration.ofSeconds(20));
    assertThat(pings()).isEqualTo(5);
  }

  @Test
  void aReloadIsToldWithTheClockOfTheMachine() {
    ServiceWatch watch = watch();
    watch.started();
    pass(Duration.ofSeconds(2));
    watch.reloading();
    watch.reloaded(true);
    watch.stopping("Stopping");
    assertThat(told)
        .hasSize(4)
        .contains(
            new ServiceNotice.Reloading(Duration.ofSeconds(2).toNanos()),
            new ServiceNotice.Stopping("Stopping"));
  }

  private void pass(Duration time) {
    loop.runPending();
    loop.advance(time);
    loop.runPending();
  }

  private long pings() {
    return told.stream().filter(ServiceNotice.Alive.class::isInstance).count();
  }

  private ServiceWatch watch() {
    return new ServiceWatch(
        new ServiceReports(told::add), Optional.empty(), surroundings(() -> health));
  }

  private ServiceWatch watch(Duration watchdog) {
    return new ServiceWatch(
        new ServiceReports(told::add), Optional.of(watchdog), surroundings(() -> health));
  }

  private ServiceWatch.Surroundings surroundings(HealthUseCase looked) {
    return new ServiceWatch.Surroundings(
        () -> world.supervisor().all(),
        looked,
        () -> 0,
        loop,
        (task, delay) -> loop.arrive(delay, task));
  }
}
