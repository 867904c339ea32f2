package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.application.testing.transport.ScriptedGateway;
import dev.holdfast.application.testing.transport.Stage;
import dev.holdfast.domain.cause.CauseKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Promises tried on real sockets, in real time. */
final class SocketStage extends Stage {

  private final Transport transport;
  private final EventLoop loop;
  private final ScriptedGateway gateway;
  private final CauseKind refusal;

  SocketStage(Transport transport, EventLoop loop, RawGateway gateway, CauseKind refusal) {
    this.transport = transport;
    this.loop = loop;
    this.gateway = new RawScriptedGateway(gateway);
    this.refusal = refusal;
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

  @Override
  public CauseKind refusal() {
    return refusal;
  }

  @Override
  public void onLoop(Runnable task) {
    try {
      CompletableFuture.runAsync(task, loop).get(RecordedLink.SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the loop was working", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("on the loop: " + e, e);
    }
  }

  @Override
  public void until(String what, BooleanSupplier condition) {
    Await.until(what, condition);
  }
}
