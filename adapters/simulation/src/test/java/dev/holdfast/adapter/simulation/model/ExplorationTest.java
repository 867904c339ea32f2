package dev.holdfast.adapter.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every property holds in every state. */
final class ExplorationTest {

  @Test
  void everyPropertyHoldsInEveryState() {
    Exploration.Result result = Exploration.usual().run(System::nanoTime, System.out::println);
    System.out.println(result.report());
    assertThat(result.holds()).as(result.report()).isTrue();
  }
}
