package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

/** What is hard to bring about over a real socket: writes that do not come back, long waits. */
class GatewayConnectionTest {

  private static final int LIMIT = 2 * GatewayOptions.MAX_SENSORS;

  private final List<String> calls = new ArrayList<>();
  private final Deque<Callback> writes = new ArrayDeque<>();
  private final List<Runnable> afterGrace = new ArrayList<>();
  private final GatewayConnection connection = new GatewayConnection(1, new WaitingOwner());

  @Test
  void readingsForAClientThatDoesNotReadAreBounded() {
    connection.onWebSocketOpen(session());
    for (int i = 0; i < LIMIT + 5; i++) {
      connection.sendReading("reading");
    }
    assertThat(writes).hasSize(LIMIT);

    writes.remove().succeed();
    connection.sendReading("one more");
    connection.sendReading("one too many");

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

  private Session session() {
    return (Session)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              if (method.getName().equals("sendText")) {
                writes.add((Callback) arguments[1]);
              }
              return null;
            });
  }

  private final class WaitingOwner implements GatewayConnection.Owner {

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
