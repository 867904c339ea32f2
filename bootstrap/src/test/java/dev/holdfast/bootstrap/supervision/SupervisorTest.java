package dev.holdfast.bootstrap.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.ReloadOutcome;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many connections: how they begin, what a new configuration makes of them, how they end. */
class SupervisorTest {

  private final SupervisedWorld world = new SupervisedWorld();

  @BeforeEach
  void aGatewayAnswers() {
    world.gatewayAnswers();
  }

  @Test
  void theFirstBeginAtOnceAndTheOthersOneAfterTheOther() throws Exception {
    world.supervise(SupervisedWorld.listed(100));
    world.supervisor().start();
    world.run();
    assertThat(world.opened()).isEqualTo(SupervisedWorld.PACE.atOnce());
    world.pass(Duration.ofSeconds(1));
    assertThat(world.opened()).isBetween(14, 16);
    world.pass(Duration.ofSeconds(10));
    assertThat(world.opened()).isEqualTo(65);
    world.pass(Duration.ofSeconds(8));
    assertThat(world.opened()).isEqualTo(100);
    assertThat(world.up()).isEqualTo(100);
  }

  @Test
  void noneBeginsOnceTheEndWasAskedFor() throws Exception {
    world.supervise(SupervisedWorld.listed(100));
    world.supervisor().start();
    world.pass(Duration.ofSeconds(5));
    int before = world.opened();
    world.supervisor().shutDown(Duration.ofSeconds(2));
    world.pass(Duration.ofSeconds(60));
    assertThat(world.opened()).isEqualTo(before);
    assertThat(world.ended()).contains(StopReason.AS_ASKED);
    assertThat(world.alive()).isZero();
  }

  @Test
  void whoHasNotChangedNoticesNothing() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed(3));
    ReloadOutcome.Done done = world.reload(SupervisedWorld.listed(3));
    assertThat(done.unchanged()).isEqualTo(3);
    world.pass(Duration.ofSeconds(60));
    assertThat(world.opened()).isEqualTo(3);
    assertThat(world.up()).isEqualTo(3);
  }

  @Test
  void newOnesAreAddedAndOthersAreRemovedInGoodOrder() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a", "b"));
    ReloadOutcome.Done done = world.reload(SupervisedWorld.listed("b", "c"));
    assertThat(done.added()).containsExactly("c");
    assertThat(done.removed()).containsExactly("a");
    assertThat(done.unchanged()).isEqualTo(1);
    world.pass(Duration.ofSeconds(5));
    assertThat(world.supervisor().connections().ids()).containsExactly("b", "c");
    assertThat(world.up()).isEqualTo(2);
    assertThat(world.wire("a")).endsWith("close 1000 shutdown");
    assertThat(world.gone()).containsExactly("a");
  }

  @Test
  void anotherPolicyKeepsTheLink() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a", "b"));
    ReloadOutcome.Done done =
        world.reload(SupervisedWorld.with("a", it -> it.heartbeatEvery(7)).and("b"));
    assertThat(done.changed()).containsExactly("a");
    world.pass(Duration.ofSeconds(20));
    assertThat(world.opened()).isEqualTo(2);
  }

  @Test
  void anotherAddressTakesAnotherLinkAndKeepsWhatWaits() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a", "b"));
    ReloadOutcome.Done done =
        world.reload(SupervisedWorld.with("a", it -> it.url("ws://other.test/")).and("b"));
    assertThat(done.changed()).containsExactly("a");
    world.pass(Duration.ofSeconds(5));
    assertThat(world.opened()).isEqualTo(3);
    assertThat(world.up()).isEqualTo(2);
    assertThat(world.alive()).isEqualTo(2);
  }

  @Test
  void aThousandNewAddressesAreNoStorm() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed(100));
    int before = world.opened();
    world.reload(SupervisedWorld.listed(100, it -> it.url("ws://other.test/")));
    world.pass(Duration.ofSeconds(1));
    assertThat(world.opened() - before).isLessThanOrEqualTo(16);
    world.pass(Duration.ofSeconds(20));
    assertThat(world.opened() - before).isEqualTo(100);
    assertThat(world.up()).isEqualTo(100);
  }

  @Test
  void anotherOutboxIsAnotherConnectionAndNeverBesideTheOld() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a", "b"));
    ReloadOutcome.Done done =
        world.reload(SupervisedWorld.with("a", SupervisedWorld.Told::smallOutbox).and("b"));
    assertThat(done.replaced()).containsExactly("a");
    assertThat(world.supervisor().connections().ids()).containsExactly("b");
    world.pass(Duration.ofSeconds(5));
    assertThat(world.supervisor().connections().ids()).containsExactly("a", "b");
    assertThat(world.up()).isEqualTo(2);
    assertThat(world.made("a")).isEqualTo(2);
    assertThat(world.aliveMostOf("a")).isEqualTo(1);
  }

  @Test
  void whatIsReplacedTwiceIsMadeOnceAsTheLastSays() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a", "b"));
    world.reload(SupervisedWorld.with("a", SupervisedWorld.Told::smallOutbox).and("b"));
    world.reload(SupervisedWorld.with("a", it -> it.smallOutbox().heartbeatEvery(7)).and("b"));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.made("a")).isEqualTo(2);
    assertThat(world.supervisor().config("a").orElseThrow().policy().heartbeat().interval())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void whatIsRemovedAndWantedAgainWaitsForItsPredecessor() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a", "b"));
    world.gatewayIsSilent();
    world.reload(SupervisedWorld.listed("b"));
    world.reload(SupervisedWorld.listed("a", "b"));
    assertThat(world.supervisor().connections().ids()).containsExactly("b");
    world.gatewayAnswers();
    world.pass(Duration.ofSeconds(5));
    assertThat(world.supervisor().connections().ids()).containsExactly("a", "b");
    assertThat(world.aliveMostOf("a")).isEqualTo(1);
  }

  @Test
  void oneThatCannotBeMadeDoesNotKeepTheOthers() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a"));
    world.failToMake("b", new IOException("the disk is full"));
    ReloadOutcome.Done done = world.reload(SupervisedWorld.listed("a", "b", "c"));
    assertThat(done.added()).containsExactly("c");
    assertThat(done.failed()).containsExactly("b: the disk is full");
    world.pass(Duration.ofSeconds(5));
    assertThat(world.up()).isEqualTo(2);
    world.failToMake("none", new IOException());
    assertThat(world.reload(SupervisedWorld.listed("a", "b", "c")).added()).containsExactly("b");
  }

  @Test
  void fromOneToAListTakesARestart() throws Exception {
    world.supervise(SupervisedWorld.only());
    ReloadOutcome outcome = world.supervisor().reload(SupervisedWorld.listed("a"));
    assertThat(outcome).isInstanceOf(ReloadOutcome.Refused.class);
  }

  @Test
  void theOnlyOneEndsTheDaemonWhenItStopsForGood() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.only());
    world.closedByGateway("gateway", 1008);
    assertThat(world.ended()).contains(StopReason.REJECTED);
  }

  @Test
  void theOnlyOneDoesNotEndTheDaemonWhenItIsReplaced() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.only());
    world.reload(SupervisedWorld.only(SupervisedWorld.Told::smallOutbox));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.ended()).isEmpty();
    assertThat(world.up()).isEqualTo(1);
    world.supervisor().shutDown(Duration.ofSeconds(2));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.ended()).contains(StopReason.AS_ASKED);
  }

  @Test
  void oneOfSeveralDoesNotEndTheDaemonAndIsTriedAgainWhenItIsChanged() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a", "b"));
    world.closedByGateway("a", 1008);
    assertThat(world.ended()).isEmpty();
    assertThat(world.state("a")).isEqualTo(ConnectionState.CLOSED);
    world.reload(SupervisedWorld.with("a", it -> it.url("ws://other.test/")).and("b"));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.up()).isEqualTo(2);
    world.supervisor().shutDown(Duration.ofSeconds(2));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.ended()).contains(StopReason.AS_ASKED);
  }

  @Test
  void anEndThatTakesTooLongIsForced() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a", "b"));
    world.gatewayIsSilent();
    world.supervisor().shutDown(Duration.ofSeconds(2));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.ended()).contains(StopReason.FORCED);
  }

  @Test
  void settingsOfTheProcessWaitForItsNextStart() throws Exception {
    world.superviseAndBringUp(SupervisedWorld.listed("a"));
    assertThat(world.reload(SupervisedWorld.withAnotherShutdownTimeout("a")).afterRestart())
        .isEqualTo(List.of("shutdown.timeout"));
  }
}
