package dev.holdfast.adapter.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.time.LoopWeather;
import dev.holdfast.application.testing.transport.EndingPromises;
import dev.holdfast.application.testing.transport.MessagePromises;
import dev.holdfast.application.testing.transport.OpeningPromises;
import dev.holdfast.application.testing.transport.Stage;
import org.junit.jupiter.api.AfterEach;

/** The simulated transport keeps the promises that the transport on sockets keeps. */
class SimulatedTransportTest implements OpeningPromises, MessagePromises, EndingPromises {

  private final VirtualStage stage = new VirtualStage(loopWeather(), networkWeather());

  LoopWeather loopWeather() {
    return LoopWeather.FINE;
  }

  NetworkWeather networkWeather() {
    return NetworkWeather.FINE;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @AfterEach
  void leavesNothingBehind() {
    stage.leave();
    assertThat(stage.simulated().alive()).isZero();
  }
}
