package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.GatewayCallHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Does what the gateway wants: at once, late, never, or not at all. */
final class SimulatedCalls implements GatewayCallHandler {

  private final VirtualTime time;
  private final Dice dice;
  private final Consumer<String> onCall;

  /**
   * Somebody who can do things.
   *
   * @param onCall told of the key of each call
   */
  SimulatedCalls(VirtualTime time, Dice dice, Consumer<String> onCall) {
    this.time = time;
    this.dice = dice;
    this.onCall = onCall;
  }

  @Override
  public CompletionStage<CallAnswer> handle(String connection, GatewayCall call) {
    onCall.accept(call.key());
    CompletableFuture<CallAnswer> answer = new CompletableFuture<>();
    switch (dice.below(6)) {
      case 0, 1 -> answer.complete(new CallAnswer.Done("done"));
      case 2, 3 ->
          time.after(
              dice.nanos(0, dice.oneIn(2) ? 100 : 5_000),
              () -> answer.complete(new CallAnswer.NotImplemented()));
      case 4 -> answer.completeExceptionally(new WorldProtocol.PlantedFailure("cannot"));
      default -> {
        // Never.
      }
    }
    return answer;
  }
}
