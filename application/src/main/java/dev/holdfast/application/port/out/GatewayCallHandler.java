package dev.holdfast.application.port.out;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whoever does what gateways want of us. */
@FunctionalInterface
public interface GatewayCallHandler {

  /** One that can do nothing. */
  GatewayCallHandler NONE =
      (connection, call) -> CompletableFuture.completedFuture(new CallAnswer.NotImplemented());

  /**
   * Does it. Called on a loop, so it never blocks, and only while the connection is up; the answer
   * may come later, on any thread. An answer to a link that is gone is dropped.
   *
   * @param connection the id of the connection
   * @param call what the gateway wants
   */
  CompletionStage<CallAnswer> handle(String connection, GatewayCall call);
}
