package dev.holdfast.application.service;

import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.domain.command.CommandWish;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What the session protocol wants to know by itself: asked once after every login. A question that
 * is refused is not repeated on the same link, as the connection does its work without the answer.
 * Loop thread only.
 */
final class OwnQuestions {

  private final ConnectionLog log;
  private final List<Request.Command> questions;
  private final long timeoutNanos;
  private final Requests requests;
  private final LongSupplier clock;

  /** How often the link was lost: whatever was asked on an older one is not heeded. */
  private int links;

  private int failures;

  /**
   * Nothing is asked yet.
   *
   * @param timeout how long one may wait for its answer
   * @param clock the monotonic clock of the loop
   */
  OwnQuestions(
      String connection,
      List<Request.Command> questions,
      Duration timeout,
      Requests requests,
      LongSupplier clock) {
    this.log = ConnectionLog.of(connection);
    this.questions = questions;
    this.timeoutNanos = timeout.toNanos();
    this.requests = requests;
    this.clock = clock;
  }

  /** The connection is up. */
  void up() {
    int link = links;
    for (Request.Command question : questions) {
      // Ahead of what may need the answer; and never again on another link, where it is asked for
      // anyway.
      requests.submit(
          question,
          new CommandWish(question.name(), timeoutNanos, false, true),
          clock.getAsLong(),
          outcome -> {
            if (link == links) {
              ended(question, outcome);
            }
          });
    }
  }

  /** The link is gone, and with it whatever was asked. */
  void down() {
    links++;
  }

  private void ended(Request.Command question, CommandOutcome outcome) {
    if (outcome instanceof CommandOutcome.Answered) {
      failures = 0;
      return;
    }
    failures++;
    if (PowersOfTen.include(failures)) {
      log.warn(
          "The session protocol asked for {} without success, number {} in a row: {}; asked again"
              + " after the next login",
          question.name(),
          failures,
          OutcomeWords.of(outcome));
    }
  }
}
