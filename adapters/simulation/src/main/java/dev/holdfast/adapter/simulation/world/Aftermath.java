package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/** What must become of a world in which the faults have ended: all is well again, in time. */
final class Aftermath {

  /** More than the longest wait for the end of TCP behind a close frame. */
  private static final long SETTLE_NANOS = 500_000_000;

  private static final long SLACK_NANOS = 1_000_000_000;

  /** More than the slowest pace needs for all that may wait. */
  private static final Duration ALL_ARRIVES_WITHIN = Duration.ofMinutes(10);

  private final VirtualTime time;
  private final List<Plan> plans;
  private final List<Life> lives;
  private final Wishes wishes;
  private final Mailroom mailroom;
  private final IntConsumer connect;
  private final LongConsumer pass;

  /**
   * What follows.
   *
   * @param plans what each connection is told about itself
   * @param lives the connections
   * @param wishes where commands come from
   * @param mailroom where messages come from
   * @param connect has a connection wanted
   * @param pass lets nanoseconds pass, and checks all promises
   */
  Aftermath(
      VirtualTime time,
      List<Plan> plans,
      List<Life> lives,
      Wishes wishes,
      Mailroom mailroom,
      IntConsumer connect,
      LongConsumer pass) {
    this.time = time;
    this.plans = plans;
    this.lives = lives;
    this.wishes = wishes;
    this.mailroom = mailroom;
    this.connect = connect;
    this.pass = pass;
  }

  void mustBeAllRight() {
    lives.forEach(Life::calmDown);
    List<Integer> upsBefore = lives.stream().map(life -> life.chronicle().ups()).toList();
    for (int i = 0; i < lives.size(); i++) {
      connect.accept(i);
    }
    pass.accept(SETTLE_NANOS);
    List<List<Letter>> waiting = lives.stream().map(life -> life.book().toArrive()).toList();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lives.size(); i++) {
      if (lives.get(i).chronicle().isStopped()) {
        // A verdict on what was before: it is asked for once more.
        connect.accept(i);
      }
      order.add(i);
    }
    long from = time.nanoTime();
    order.sort(Comparator.comparingLong(this::upWithinNanos));
    List<Long> bounds = order.stream().map(this::upWithinNanos).toList();
    for (int i = 0; i < order.size(); i++) {
      int which = order.get(i);
      pass.accept(Math.max(0, from + bounds.get(i) - time.nanoTime()));
      mustHaveComeUp(which, upsBefore.get(which), bounds.get(i));
    }
    for (int i = 0; i < order.size(); i++) {
      mustServe(order.get(i), Duration.ofNanos(bounds.get(i)));
    }
    for (int i = 0; i < lives.size(); i++) {
      mustDeliver(i, waiting.get(i));
    }
  }

  /** What waited when all was well again has arrived, and then the next does. */
  private void mustDeliver(int which, List<Letter> waiting) {
    Life life = lives.get(which);
    if (mayHaveGivenUp(which)) {
      return;
    }
    MessageBook book = life.book();
    deliver(life, waiting);
    List<Letter> overtaken = book.overtaken(waiting);
    if (!overtaken.isEmpty()) {
      life.witness()
          .broke(Promise.LATEST_VALUE_LAST, "an older value than " + overtaken + " arrived last");
    }
    Letter last = life.send(mailroom.lastOne());
    deliver(life, List.of(last));
    if (!last.hasArrived() && !mayHaveGivenUp(which)) {
      life.witness()
          .broke(
              Promise.ALL_ARRIVES,
              last + ", of when all was well, does not arrive; answered " + last.answer());
    }
    pass.accept(0);
  }

  private void deliver(Life life, List<Letter> letters) {
    MessageBook book = life.book();
    boolean done =
        time.passUntil(
            () ->
                book.missing(letters).isEmpty()
                    && life.status().queued() == 0
                    && book.unanswered().isEmpty()
                    && book.isDiskEmpty(),
            ALL_ARRIVES_WITHIN);
    if (!done) {
      life.witness()
          .broke(
              Promise.ALL_ARRIVES,
              String.format(
                  "%s are missing, %d wait, %s are not answered, and the disk is %sempty",
                  book.missing(letters),
                  life.status().queued(),
                  book.unanswered(),
                  book.isDiskEmpty() ? "" : "not "));
    }
  }

  private void mustHaveComeUp(int which, int upsBefore, long boundNanos) {
    Life life = lives.get(which);
    if (mayHaveGivenUp(which)) {
      return;
    }
    // It may rotate at this very moment, so it is enough that it came up.
    if (life.chronicle().ups() == upsBefore) {
      life.witness()
          .broke(
              Promise.COMES_UP,
              life.status().state() + " after " + Duration.ofNanos(boundNanos) + " without faults");
    }
    pass.accept(0);
  }

  /** It is not only up: what is to be asked is asked, and answered. */
  private void mustServe(int which, Duration within) {
    Life life = lives.get(which);
    Plan plan = plans.get(which);
    if (mayHaveGivenUp(which)) {
      return;
    }
    if (!time.passUntil(() -> life.isSubscribed(plan.topics()), within)) {
      life.witness()
          .broke(
              Promise.SERVES_AGAIN,
              life.status().subscribed() + " of " + plan.topics() + " are subscribed to");
    }
    boolean answered = isAnswered(life, within);
    if (!answered) {
      // The link may have been replaced at that very moment; the next try finds the new one.
      answered = isAnswered(life, within);
    }
    if (!answered) {
      life.witness().broke(Promise.SERVES_AGAIN, "a command is not answered, though all is well");
    }
    int before = life.gateway().clerk().scheduled();
    if (plan.schedule().isPresent()
        && !time.passUntil(
            () -> life.gateway().clerk().scheduled() > before, plan.schedule().get())) {
      life.witness().broke(Promise.SERVES_AGAIN, "no reading is taken any more on schedule");
    }
    pass.accept(0);
  }

  /** Its attempts may be used up by what was before. */
  private boolean mayHaveGivenUp(int which) {
    return lives.get(which).chronicle().isStopped()
        && plans.get(which).settings().policy().maxReconnects().isPresent();
  }

  private boolean isAnswered(Life life, Duration within) {
    Question question = life.command(wishes.lastOne());
    return time.passUntil(question::isEnded, within) && question.isAnswered();
  }

  private long upWithinNanos(int which) {
    ConnectionPolicy policy = plans.get(which).settings().policy();
    long waiting = lives.get(which).waitingNanos();
    return Math.max(waiting, policy.backoff().capNanos())
        + policy.connectTimeout().toNanos()
        + policy.closeTimeout().toNanos()
        + SLACK_NANOS;
  }
}
