package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.CredentialsSource;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Credentials that come at once, late, not at all, or not; and that expire. */
final class SimulatedCredentials implements CredentialsSource {

  private final VirtualTime time;
  private final Dice dice;
  private int generation = 1;
  private int validFrom = 1;
  private boolean calm;

  SimulatedCredentials(VirtualTime time, Dice dice) {
    this.time = time;
    this.dice = dice;
  }

  @Override
  public CompletionStage<Credentials> credentials(boolean fresh) {
    if (fresh) {
      generation = Math.max(generation, validFrom);
    }
    Credentials now =
        new Credentials(
            Optional.empty(), Optional.empty(), Optional.of(Integer.toString(generation)));
    CompletableFuture<Credentials> answer = new CompletableFuture<>();
    int mood = calm ? 0 : dice.below(20);
    if (mood < 15) {
      answer.complete(now);
    } else if (mood < 18) {
      time.after(dice.nanos(0, 6_000), () -> answer.complete(now));
    } else if (mood < 19) {
      answer.completeExceptionally(new IOException("no token file"));
    }
    return answer;
  }

  /** From now on the gateway wants newer ones. */
  void expire() {
    validFrom = generation + 1;
  }

  boolean accepts(String token) {
    return Integer.parseInt(token) >= validFrom;
  }

  void calmDown() {
    calm = true;
    generation = Math.max(generation, validFrom);
  }
}
