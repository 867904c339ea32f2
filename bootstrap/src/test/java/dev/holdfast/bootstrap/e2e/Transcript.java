package dev.holdfast.bootstrap.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Everything a process printed so far, and the transitions found in it. Any thread. */
final class Transcript {

  private static final int LINES_MAX = 200_000;
  private static final int LINES_SHOWN = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final List<StateChange> changes = new ArrayList<>();

  /** Starts a thread that collects standard output until it ends. */
  Thread collectOut(InputStream stream) {
    return collect("daemon-stdout", stream, this::addOut);
  }

  /** Starts a thread that collects standard error until it ends. */
  Thread collectErr(InputStream stream) {
    return collect("daemon-stderr", stream, this::addErr);
  }

  synchronized List<String> out() {
    return List.copyOf(out);
  }

  synchronized List<String> err() {
    return List.copyOf(err);
  }

  synchronized List<StateChange> changes() {
    return List.copyOf(changes);
  }

  /**
   * Waits until the question has an answer; it is asked again after every line.
   *
   * @throws AssertionError with the whole transcript when the time is over
   */
  synchronized <T> T await(String what, Duration limit, Supplier<Optional<T>> question)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<T> answer = question.get();
    while (answer.isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("no sign of " + what + " within " + limit + "\n" + describe());
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
      answer = question.get();
    }
    return answer.get();
  }

  /** Both streams, for the message of a failing test. */
  synchronized String describe() {
    return "--- stdout\n" + tail(out) + "\n--- stderr\n" + tail(err);
  }

  private static String tail(List<String> lines) {
    int from = Math.max(0, lines.size() - LINES_SHOWN);
    return (from == 0 ? "" : from + " lines before\n")
        + String.join("\n", lines.subList(from, lines.size()));
  }

  private synchronized void addOut(String line) {
    keep(out, line);
  }

  private synchronized void addErr(String line) {
    keep(err, line);
    if (line.startsWith("{")) {
      try {
        StateChange.of(JSON.readTree(line), line).ifPresent(changes::add);
      } catch (JsonProcessingException e) {
        err.add("(the line above is no JSON: " + e.getOriginalMessage() + ")");
      }
    }
    notifyAll();
  }

  private void keep(List<String> lines, String line) {
    if (lines.size() == LINES_MAX) {
      throw new IllegalStateException("more than " + LINES_MAX + " lines of output");
    }
    lines.add(line);
    notifyAll();
  }

  private static Thread collect(String name, InputStream stream, Consumer<String> taker) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(taker);
              } catch (IOException | UncheckedIOException e) {
                taker.accept("(the stream broke: " + e.getMessage() + ")");
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
