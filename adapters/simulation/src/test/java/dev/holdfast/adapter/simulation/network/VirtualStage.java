package dev.holdfast.adapter.simulation.network;

import dev.holdfast.adapter.simulation.time.LoopWeather;
import dev.holdfast.adapter.simulation.time.VirtualLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.application.testing.transport.ScriptedGateway;
import dev.holdfast.application.testing.transport.Stage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Promises tried in virtual time. */
final class VirtualStage extends Stage {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final VirtualTime time = new VirtualTime();
  private final VirtualLoop loop;
  private final PlayedGateway gateway;
  private final SimulatedTransport transport;

  VirtualStage(LoopWeather loopWeather, NetworkWeather networkWeather) {
    loop = new VirtualLoop(time, loopWeather, Long.MAX_VALUE - 1_000_000);
    gateway = new PlayedGateway();
    transport = new SimulatedTransport(time, networkWeather, gateway);
  }

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public ScriptedGateway gateway() {
    return gateway;
  }

  SimulatedTransport simulated() {
    return transport;
  }

  @Override
  public void onLoop(Runnable task) {
    AtomicBoolean done = new AtomicBoolean();
    loop.execute(
        () -> {
          task.run();
          done.set(true);
        });
    until("the task is done", done::get);
  }

  @Override
  public void until(String what, BooleanSupplier condition) {
    if (!time.passUntil(condition, LONG)) {
      // What the condition itself sets in motion may take one more round.
      time.pass(Duration.ofMillis(1));
      for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
        time.pass(Duration.ofMillis(10));
      }
      if (!condition.getAsBoolean()) {
        throw new AssertionError("it does not come true: " + what);
      }
    }
  }
}
