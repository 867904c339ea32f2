package dev.holdfast.bootstrap.stdin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.InboundMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands through standard input. */
class CommandLinesTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Queue<Command> given = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<CommandOutcome>> open = new ConcurrentLinkedQueue<>();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean full;

  private final CommandLines taker =
      new CommandLines(
          "press-7",
          command -> {
            given.add(command);
            CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
            open.add(outcome);
            return outcome;
          },
          TIMEOUT,
          (message, roomAgain) -> {
            lines.add(((InboundMessage.Text) message).text());
            if (full) {
              waiting.add(roomAgain);
            }
            return !full;
          });

  @Test
  void aLineIsANameAndAPayload() {
    Stream.of("read", "  take  {\"a b\": 1} ", "", "   ")
        .forEach(line -> assertThat(taker.take(line)).isTrue());

    assertThat(given)
        .containsExactly(
            new Command("read", "", TIMEOUT, false),
            new Command("take", "{\"a b\": 1}", TIMEOUT, false));
  }

  @Test
  void outcomesAreLinesInTheOrderInWhichTheyCome() {
    taker.take("one");
    taker.take("two");
    List<CompletableFuture<CommandOutcome>> outcomes = List.copyOf(open);
    outcomes.get(1).complete(new CommandOutcome.Answered("2"));
    outcomes.get(0).complete(new CommandOutcome.NotSent("no"));

    assertThat(lines)
        .containsExactly(
            "{\"command\":\"two\",\"outcome\":\"answered\",\"answer\":2}",
            "{\"command\":\"one\",\"outcome\":\"not-sent\",\"why\":\"no\"}");
  }

  @Test
  void waitsWhileAsManyAsAllowedAreOnTheirWayOrTheSinkIsFull() {
    for (int i = 0; i < CommandLines.AT_ONCE; i++) {
      taker.take("read");
    }
    Thread reader = new Thread(() -> taker.take("one more"));
    reader.start();
    await().until(() -> reader.getState() == Thread.State.WAITING);
    full = true;
    open.remove().complete(new CommandOutcome.Answered(""));
    assertThat(given).as("while the sink is full").hasSize(CommandLines.AT_ONCE);

    waiting.remove().run();

    await().until(() -> given.size() == CommandLines.AT_ONCE + 1);
  }

  @Test
  void finishedOnceEveryCommandHasEnded() {
    taker.take("read");
    Thread finisher = new Thread(taker::finish);
    finisher.start();
    await().until(() -> finisher.getState() == Thread.State.WAITING);

    open.remove().complete(new CommandOutcome.Answered(""));

    await().until(() -> finisher.getState() == Thread.State.TERMINATED);
  }
}
