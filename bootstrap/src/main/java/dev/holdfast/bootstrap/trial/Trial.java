package dev.holdfast.bootstrap.trial;

import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt at a gateway: up, commands one after the other, a while of watching, the end. */
public final class Trial implements ConnectionObserver {

  private final Narration narration;
  private final ConnectionState upState;
  private final CompletableFuture<Boolean> up = new CompletableFuture<>();
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

  /**
   * One that has not begun.
   *
   * @param login whether the session protocol has a login
   */
  public Trial(Narration narration, boolean login) {
    this.narration = narration;
    this.upState = login ? ConnectionState.AUTHENTICATED : ConnectionState.CONNECTED;
  }

  @Override
  public void onTransition(String connection, Transition transition) {
    narration.tell(
        "== "
            + transition.from()
            + " -> "
            + transition.to()
            + ": "
            + transition.cause().headline());
    if (transition.to() == upState) {
      up.complete(true);
    }
    if (transition.next() instanceof Next.Stop) {
      up.complete(false);
      stopped.complete(true);
    }
  }

  /**
   * Runs it. Blocks the caller; never on a loop.
   *
   * @param connection observed by this, with no attempt after the first
   * @param commands what to ask of the gateway
   * @param watch how long to stay behind that
   * @param shutdown how long the end may take
   * @return whether the link came up, every command was answered, and the link was up until the end
   */
  public boolean run(
      SupervisedConnection connection, List<Command> commands, Duration watch, Duration shutdown) {
    connection.connect();
    boolean fine = up.join();
    for (Command command : fine ? commands : List.<Command>of()) {
      narration.tell("== command " + command.name());
      CommandOutcome outcome = connection.command(command).toCompletableFuture().join();
      narration.tell("== " + words(outcome));
      fine &= outcome instanceof CommandOutcome.Answered;
    }
    fine &= !stopsWithin(fine ? watch : Duration.ZERO);
    connection.shutDown(shutdown);
    stopsWithin(shutdown.multipliedBy(2));
    return fine;
  }

  private boolean stopsWithin(Duration time) {
    try {
      return stopped.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes it so", e);
    }
  }

  private static String words(CommandOutcome outcome) {
    if (outcome instanceof CommandOutcome.Answered answered) {
      return answered.body().isEmpty() ? "done" : "answered: " + answered.body();
    }
    if (outcome instanceof CommandOutcome.Refused refused) {
      return "refused: " + (refused.code() + " " + refused.text()).strip();
    }
    if (outcome instanceof CommandOutcome.NotSent notSent) {
      return "not sent: " + notSent.why();
    }
    return "outcome unknown: " + ((CommandOutcome.Unknown) outcome).why();
  }
}
