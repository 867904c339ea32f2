package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

/** What is hard to bring about over a real socket: writes that do not come back, long waits. */
class GatewayConnectionTest {

  private static final int LIMIT = 2 * GatewayOptions.MAX_SENSORS;

  private final List<String> calls = new ArrayList<>();
  private final Deque<Callback> writes = new ArrayDeque<>();
  private final List<Runnable> afterGrace = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Later> later = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private final GatewayConnection connection =
      new GatewayConnection(1, JsonDialect.INSTANCE, new WaitingOwner());

  @Test
  void readingsForAClientThatDoesNotReadAreBounded() {
    connection.onWebSocketOpen(session());
    for (int i = 0; i < LIMIT + 5; i++) {
      connection.tell("reading");
    }
    assertThat(writes).hasSize(LIMIT);

    writes.remove().succeed();
    connection.tell("one more");
    connection.tell("one too many");

    assertThat(writes).hasSize(LIMIT);
  }

  @Test
  void theNextMessageIsReadOnlyAfterTheAnswerIsWritten() {
    connection.onWebSocketOpen(session());
    connection.onWebSocketText("{\"type\":\"ping\"}");
    assertThat(calls).containsExactly("demand", "sendText");

    writes.remove().succeed();

    assertThat(calls).containsExactly("demand", "sendText", "demand");
  }

  @Test
  void aFailedAnswerDoesNotEndTheReading() {
    connection.onWebSocketOpen(session());
    connection.onWebSocketText("{\"type\":\"ping\"}");

    writes.remove().fail(new IllegalStateException("the write failed"));

    assertThat(calls).containsExactly("demand", "sendText", "demand");
  }

  @Test
  void aClientThatNeverAnswersACloseFrameIsCut() {
    connection.onWebSocketOpen(session());
    connection.close(4000, "reason", () -> {});
    assertThat(calls).containsExactly("demand", "close");

    afterGrace.forEach(Runnable::run);

    assertThat(calls).containsExactly("demand", "close", "disconnect");
  }

  @Test
  void aCloseFrameIsAnsweredAtOnce() {
    Callback.Completable answer = new Callback.Completable();
    connection.onWebSocketOpen(session());
    connection.onWebSocketClose(1000, "bye", answer);

    assertThat(answer).isCompleted();
    assertThat(afterGrace).isEmpty();
  }

  @Test
  void aFrozenConnectionIsCutInsteadOfAnsweringACloseFrame() {
    Callback.Completable answer = new Callback.Completable();
    connection.onWebSocketOpen(session());
    connection.freeze();
    connection.onWebSocketClose(1000, "bye", answer);
    assertThat(answer).isNotDone();

    afterGrace.forEach(Runnable::run);

    assertThat(answer).isCompletedExceptionally();
  }

  @Test
  void theNextMessageIsReadAfterTheLastOfSeveralAnswers() {
    GatewayConnection talkative = new GatewayConnection(1, new Talkative(), new WaitingOwner());
    talkative.onWebSocketOpen(session());
    talkative.onWebSocketText("a,b");
    assertThat(texts).containsExactly("a", "b");

    writes.remove().succeed();
    assertThat(calls).containsExactly("demand", "sendText", "sendText");
    writes.remove().succeed();
    assertThat(calls).containsExactly("demand", "sendText", "sendText", "demand");
  }

  @Test
  void aMessageWithoutAnAnswerDoesNotEndTheReading() {
    GatewayConnection talkative = new GatewayConnection(1, new Talkative(), new WaitingOwner());
    talkative.onWebSocketOpen(session());
    talkative.onWebSocketText("in 5");

    assertThat(calls).containsExactly("demand", "demand");
  }

  @Test
  void whatItSaysByItselfIsSaidOnceAndInTime() {
    GatewayConnection talkative = new GatewayConnection(1, new Talkative(), new WaitingOwner());
    talkative.onWebSocketOpen(session());
    talkative.onWebSocketText("in 5");
    talkative.onWebSocketText("in 3");
    talkative.onWebSocketText("in 9");
    assertThat(texts).isEmpty();

    timePasses(3);
    assertThat(texts).containsExactly("3");
    timePasses(5);
    assertThat(texts).containsExactly("3", "5");
    timePasses(20);
    assertThat(texts).containsExactly("3", "5", "9");
    assertThat(later).as("no timer left").isEmpty();
  }

  @Test
  void aFrozenConnectionSaysNothingByItself() {
    GatewayConnection talkative = new GatewayConnection(1, new Talkative(), new WaitingOwner());
    talkative.onWebSocketOpen(session());
    talkative.onWebSocketText("in 5");
    talkative.freeze();
    timePasses(20);

    assertThat(texts).isEmpty();
  }

  private void timePasses(int seconds) {
    now = Duration.ofSeconds(seconds);
    while (later.stream().anyMatch(this::isDue)) {
      Later next = later.stream().filter(this::isDue).findFirst().orElseThrow();
      later.remove(next);
      next.task().run();
    }
  }

  private boolean isDue(Later task) {
    return task.at().compareTo(now) <= 0;
  }

  private Session session() {
    return (Session)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              if (method.getName().equals("sendText")) {
                texts.add((String) arguments[0]);
                writes.add((Callback) arguments[1]);
              }
              return null;
            });
  }

  private record Later(Duration at, Runnable task) {}

  /** Answers {@code a,b} by two texts, and {@code in 5} by one after five seconds. */
  private static final class Talkative implements Conversation {

    private final Queue<Integer> promised = new PriorityQueue<>();

    @Override
    public List<String> answersTo(String message, Duration at) {
      if (message.startsWith("in ")) {
        promised.add(Integer.valueOf(message.substring(3)));
        return List.of();
      }
      return List.of(message.split(",", -1));
    }

    @Override
    public List<String> answersToBinary() {
      return List.of();
    }

    @Override
    public Optional<Duration> nextAt() {
      return Optional.ofNullable(promised.peek()).map(Duration::ofSeconds);
    }

    @Override
    public List<String> due(Duration at) {
      List<String> due = new ArrayList<>();
      while (!promised.isEmpty() && promised.peek() <= at.toSeconds()) {
        due.add(promised.remove().toString());
      }
      return due;
    }
  }

  private final class WaitingOwner implements GatewayConnection.Owner {

    @Override
    public Duration now() {
      return now;
    }

    @Override
    public void onLoop(Runnable task) {
      task.run();
    }

    @Override
    public void onLoopAfter(Duration delay, Runnable task) {
      later.add(new Later(now.plus(delay), task));
    }

    @Override
    public void onOpened(GatewayConnection opened) {}

    @Override
    public void onLost(GatewayConnection lost, int closeCode) {}

    @Override
    public void afterCloseGrace(Runnable task) {
      afterGrace.add(task);
    }
  }
}
