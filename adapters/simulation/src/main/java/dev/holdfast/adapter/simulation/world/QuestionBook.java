package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.domain.connection.Next;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Everything that users asked over one connection in the life of one process. */
final class QuestionBook {

  /** How long outcomes may be under way to whoever waits for them. */
  private static final long TELLING_NANOS = 30_000_000;

  private final BiConsumer<Promise, String> broke;
  private final long slackNanos;
  private final Map<String, Question> all = new HashMap<>();
  private final List<Question> pending = new ArrayList<>();
  private boolean excused;
  private long excusedNanos;
  private boolean stopped;
  private long stoppedNanos;

  /**
   * An empty book.
   *
   * @param broke is told of broken promises
   * @param slackNanos how late things may be on account of the weather
   */
  QuestionBook(BiConsumer<Promise, String> broke, long slackNanos) {
    this.broke = broke;
    this.slackNanos = slackNanos + TELLING_NANOS;
  }

  Question asked(Command command) {
    return add(Question.of(command, broke));
  }

  Question asked(Acquisition acquisition) {
    return add(Question.of(acquisition, broke));
  }

  private Question add(Question question) {
    all.put(question.payload(), question);
    pending.add(question);
    return question;
  }

  /** A request was written to a link. */
  void left(WireRequest request) {
    find(request).ifPresent(Question::left);
  }

  /** A request has reached the gateway. */
  void seen(WireRequest request) {
    find(request).ifPresent(Question::seen);
  }

  /** What the application asks for by itself is not in the book. */
  private Optional<Question> find(WireRequest request) {
    return Optional.ofNullable(all.get(request.payload()));
  }

  void ended(Question question, CommandOutcome how) {
    pending.remove(question);
    question.ended(how);
  }

  void ended(Question question, AcquisitionOutcome how) {
    pending.remove(question);
    question.ended(how);
  }

  /** Nothing could be done until this time of the loop. */
  void excuse(long loopNanos) {
    excused = true;
    excusedNanos = loopNanos;
  }

  /**
   * Checks what goes on.
   *
   * @param now where the connection is
   * @param loopNanos the time of its loop
   * @param worldNanos the time of the world
   */
  void check(ConnectionStatus now, long loopNanos, long worldNanos) {
    boolean wasStopped = stopped;
    stopped = now.lastTransition().map(it -> it.next() instanceof Next.Stop).orElse(false);
    if (stopped && !wasStopped) {
      stoppedNanos = worldNanos;
    }
    for (int i = 0; i < pending.size(); i++) {
      Question question = pending.get(i);
      question.mustNotBeLate(
          loopNanos, excused ? excusedNanos : loopNanos - slackNanos - 1, slackNanos);
      if (stopped) {
        question.mustNotOutlive(stoppedNanos, worldNanos, TELLING_NANOS);
      }
    }
  }
}
