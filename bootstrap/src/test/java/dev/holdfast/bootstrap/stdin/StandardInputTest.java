package dev.holdfast.bootstrap.stdin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendMessageUseCase;
import dev.holdfast.application.port.in.SendResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of the lines of standard input. */
class StandardInputTest {

  private static final long DEADLINE_SECONDS = 10;

  private final ScriptedConnection connection = new ScriptedConnection();

  @Test
  void sendsEachLineInOrderAndTellsTheEnd() throws InterruptedException {
    pump("one\ntwo\n");

    assertThat(connection.accepted).containsExactly("one", "two");
  }

  @Test
  void offersALineAgainUntilTheOutboxHasRoom() throws InterruptedException {
    connection.answers.addAll(
        List.of(SendResult.OUTBOX_FULL, SendResult.OUTBOX_FULL, SendResult.ACCEPTED));

    pump("one\ntwo\n");

    assertThat(connection.accepted).containsExactly("one", "two");
  }

  @Test
  void goesOnAfterALineThatTheOutboxWillNeverTake() throws InterruptedException {
    connection.answers.add(SendResult.TOO_LARGE);

    pump("one\ntwo\n");

    assertThat(connection.accepted).containsExactly("two");
  }

  private void pump(String text) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    new StandardInput(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            100,
            new MessageLines(
                connection,
                () -> {
                  throw new AssertionError("nobody finishes here");
                }),
            ended::countDown)
        .start();
    assertThat(ended.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Answers as told, then accepts. */
  private static final class ScriptedConnection implements SendMessageUseCase {

    private final Deque<SendResult> answers = new ArrayDeque<>();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<SendResult> send(OutboundMessage message) {
      SendResult answer = answers.isEmpty() ? SendResult.ACCEPTED : answers.remove();
      if (answer == SendResult.ACCEPTED) {
        accepted.addAll(Arrays.asList(((OutboundMessage.Text) message).text()));
      }
      return answer.atOnce();
    }

    @Override
    public long largestMessage(MessageClass of) {
      return 16;
    }
  }
}
