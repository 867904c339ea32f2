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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void aLineMayBeAnObjectThatSaysMore() {
    Stream.of(
            "{\"command\":\"read\",\"idempotent\":true}",
            " {\"payload\": {\"a b\": 1.10 } , \"command\":\"take it\"} ",
            "{\"command\":\"say\",\"payload\":\"x\",\"idempotent\":false,\"id\":\"é 7\"}")
        .forEach(line -> assertThat(taker.take(line)).isTrue());

    assertThat(given)
        .containsExactly(
            new Command("read", "", TIMEOUT, true),
            new Command("take it", "{\"a b\": 1.10 }", TIMEOUT, false),
            new Command("say", "\"x\"", TIMEOUT, false, "é 7"));
    assertThat(lines).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | not JSON",
        "{} | command is missing, expected its name",
        "{\"command\":\"\"} | command is missing, expected its name",
        "{\"command\":7} | command must be a text",
        "{\"command\":\"a\"} x | not JSON",
        "{\"command\":\"a\"} 1 | something stands behind the object",
        "{\"command\":\"a\",\"idempotent\":1} | idempotent must be true or false",
        "{\"command\":\"a\",\"id\":\"\"} | id must be a text of 1 to 256 characters",
        "{\"command\":\"a\",\"id\":7} | id must be a text of 1 to 256 characters",
        "{\"comand\":\"a\"} | comand is unknown, expected command, payload, idempotent, id"
      })
  void aLineThatIsNoCommandIsToldAndTakesNoPlace(String line, String why) {
    for (int i = 0; i <= CommandLines.AT_ONCE; i++) {
      taker.take(line);
    }
    taker.finish();

    assertThat(given).isEmpty();
    assertThat(lines)
        .hasSize(CommandLines.AT_ONCE + 1)
        .containsOnly(
            "{\"command\":\"\",\"outcome\":\"not-sent\",\"why\":\"the line is no command: "
                + why
                + "\"}");
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
