package dev.holdfast.adapter.sink.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server that answers what the test put down for it, and 204 after that. */
final class Receiver implements AutoCloseable {

  /** One request as it arrived. */
  record Arrived(String path, Map<String, String> headers, String body) {}

  /** One answer. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;

    /** Whether it says that the request was taken. */
    default boolean takes() {
      return false;
    }
  }

  /** A status and headers, no body. */
  private record Status(int status, List<String> headers) implements Answer {

    @Override
    public void to(HttpExchange exchange) throws IOException {
      for (int i = 0; i < headers.size(); i += 2) {
        exchange.getResponseHeaders().set(headers.get(i), headers.get(i + 1));
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    }

    @Override
    public boolean takes() {
      return status / 100 == 2;
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Arrived> arrived = new ArrayList<>();
  private final List<Arrived> taken = new ArrayList<>();
  private Answer usual = status(204);

  private Receiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static Receiver start() throws IOException {
    return start(HttpServer.create());
  }

  /** Starts on a server that was created but not bound. */
  static Receiver start(HttpServer server) throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    return new Receiver(server);
  }

  URI uri(String scheme) {
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/in?key=1");
  }

  synchronized Receiver answer(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** What is answered when nothing else is left. */
  synchronized void usually(Answer answer) {
    usual = answer;
  }

  static Answer status(int status, String... headers) {
    return new Status(status, List.of(headers));
  }

  /** Never answers. */
  Answer silence() {
    return exchange -> awaitEnd();
  }

  /** Answers with headers and the beginning of a body. */
  Answer halfABody() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write(new byte[10]);
      exchange.getResponseBody().flush();
      awaitEnd();
    };
  }

  /** Every request, in order. */
  synchronized List<Arrived> arrived() {
    return List.copyOf(arrived);
  }

  /** The requests that were answered with 2xx. */
  synchronized List<Arrived> taken() {
    return List.copyOf(taken);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    Arrived request =
        new Arrived(
            exchange.getRequestURI().toString(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Answer answer;
    synchronized (this) {
      arrived.add(request);
      answer = answers.isEmpty() ? usual : answers.poll();
      if (answer.takes()) {
        // Before it is answered: whoever has the answer may look here at once.
        taken.add(request);
      }
    }
    answer.to(exchange);
  }
}
