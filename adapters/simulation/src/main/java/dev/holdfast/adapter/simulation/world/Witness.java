package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.SimulatedTransport;
import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection for the life of one process, and checks the promises after every step. It
 * trusts nothing that the application says about sockets, timers and messages: these it sees for
 * itself.
 */
final class Witness implements Tap.Ear {

  private static final int GHOST_IN = 5;

  /** More rarely, because a link sends many messages. */
  private static final int GHOST_AT_A_MESSAGE_IN = 20;

  private final String id;
  private final VirtualTime time;
  private final Story story;
  private final Dice dice;
  private final Sabotage sabotage;
  private final SimulatedTransport network;
  private final TappedLoop loop;
  private final MessageBook book;
  private final Vigil vigil;
  private final QuestionBook questions;
  private final SubscriptionWatch subscriptions;
  private final boolean login;
  private final long slackNanos;
  private final Supplier<ConnectionStatus> status;
  private Optional<BrokenPromise> broken = Optional.empty();
  private @Nullable LinkListener latest;
  private @Nullable LinkListener past;
  private boolean up;
  private boolean endAsked;
  private boolean endForGood;
  private long endByNanos;
  private long attemptAtEnd;
  private long checks;
  private long unmatched;

  Witness(
      String id,
      VirtualTime time,
      Story story,
      Dice dice,
      Sabotage sabotage,
      SimulatedTransport network,
      TappedLoop loop,
      MessageBook book,
      Vigil vigil,
      SubscriptionWatch subscriptions,
      boolean login,
      long slackNanos,
      Supplier<ConnectionStatus> status) {
    this.id = id;
    this.time = time;
    this.story = story;
    this.dice = dice;
    this.sabotage = sabotage;
    this.network = network;
    this.loop = loop;
    this.book = book;
    this.vigil = vigil;
    this.subscriptions = subscriptions;
    this.questions = new QuestionBook(this::broke, slackNanos);
    this.login = login;
    this.slackNanos = slackNanos;
    this.status = status;
  }

  long checks() {
    return checks;
  }

  /** What users ask. */
  QuestionBook questions() {
    return questions;
  }

  /** Says that a promise is broken; the next check throws it, outside of the application. */
  void broke(Promise promise, String how) {
    if (broken.isEmpty()) {
      broken = Optional.of(new BrokenPromise(promise, id, how));
    }
  }

  /** Checks everything. Between two steps, never inside the application. */
  void check() {
    checks++;
    ConnectionStatus now = status.get();
    if (network.alive() > 1) {
      broke(Promise.ONE_SOCKET, network.alive() + " sockets at once");
    }
    if (loop.armed() > 1) {
      broke(Promise.ONE_TIMER, loop.armed() + " timers at once");
    }
    book.check(now);
    questions.check(now, loop.nanoTime(), time.nanoTime());
    if (now.up()) {
      vigil.overdue(loop.nanoTime()).ifPresent(how -> broke(Promise.NOTICES_DEATH, how));
    }
    if (endAsked) {
      checkEnd(now);
    }
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  private void checkEnd(ConnectionStatus now) {
    if (now.attempt() != attemptAtEnd) {
      broke(Promise.NO_ATTEMPT_AFTER_STOP, "attempt " + now.attempt() + " after the end");
    }
    if (loop.nanoTime() - endByNanos > slackNanos
        && (network.alive() > 0 || loop.armed() > 0 || now.state() != ConnectionState.CLOSED)) {
      broke(
          Promise.ENDS_IN_TIME,
          String.format(
              "%s with %d sockets and %d timers %d ms after its time",
              now.state(),
              network.alive(),
              loop.armed(),
              (loop.nanoTime() - endByNanos) / 1_000_000));
    }
  }

  // --- what the user wants; told on the loop, next to the application's own task ---

  /** The application has just been told to end. */
  void endHandled(long withinNanos, boolean forGood) {
    long by = loop.nanoTime() + withinNanos;
    endByNanos = endAsked && endByNanos - by < 0 ? endByNanos : by;
    endAsked = true;
    endForGood |= forGood;
    attemptAtEnd = status.get().attempt();
  }

  /** The application is just about to be told that the connection is wanted. */
  void wanted() {
    endAsked = endForGood;
  }

  boolean isEndAsked() {
    return endAsked;
  }

  /**
   * The process sleeps from now on.
   *
   * @param passesNanos how much of that its clock notices
   * @param thawNanos what its clock reads afterwards
   */
  void frozen(long passesNanos, long thawNanos) {
    endByNanos += passesNanos;
    questions.excuse(thawNanos);
    if (passesNanos > 0) {
      vigil.excuse(thawNanos);
    }
  }

  /** A timer fired so much late. */
  void timerLate(long nanos) {
    vigil.timerLate(nanos, loop.nanoTime());
  }

  // --- what is seen on links ---

  @Override
  public void opening(LinkListener listener) {
    latest = listener;
    if (endAsked) {
      broke(Promise.NO_ATTEMPT_AFTER_STOP, "a link was opened after the end was asked for");
    }
    if (network.alive() > 0) {
      broke(Promise.ONE_SOCKET, "a link was opened while another lives");
    }
    up = false;
    vigil.newLink(loop.nanoTime());
    subscriptions.newLink();
    book.newLink(network.opened() + 1);
    story.tell(id, "opens", network.opened() + 1);
  }

  @Override
  public void opened() {
    if (!login) {
      up();
    }
  }

  @Override
  public void heard(String text) {
    if (text.equals(WorldProtocol.ACCEPT)) {
      up();
    }
    subscriptions.heard(text, loop.nanoTime());
    unmatched = status.get().traffic().unmatched();
    if (WireWord.ANSWER.begins(text)) {
      book.find(Stamp.answered(WireWord.ANSWER.parts(text)[2])).ifPresent(Letter::acknowledged);
    } else if (WireWord.REFUSAL.begins(text)) {
      refused(WireWord.REFUSAL.parts(text)[2]);
    } else if (WireWord.ERROR.begins(text)) {
      refused(WireWord.ERROR.parts(text)[0]);
    }
  }

  private void refused(String how) {
    book.find(Stamp.refused(how)).ifPresent(Letter::refusedByGateway);
  }

  @Override
  public void understood(String text) {
    if (WireWord.ANSWER.begins(text) && status.get().traffic().unmatched() == unmatched) {
      book.find(Stamp.answered(WireWord.ANSWER.parts(text)[2])).ifPresent(Letter::delivered);
    }
  }

  private void up() {
    if (!up) {
      up = true;
      subscriptions.up(loop.nanoTime());
      book.up(loop.nanoTime());
    }
  }

  @Override
  public void life() {
    vigil.life(loop.nanoTime());
  }

  @Override
  public void reading(boolean yes) {
    vigil.reading(yes, loop.nanoTime());
  }

  @Override
  public void heartbeat(boolean left) {
    vigil.heartbeat(left, loop.nanoTime());
    story.tell(id, "heartbeat", left ? "has left" : "is due");
  }

  /** The worst moment for a ghost: a message was given to the link and has not left. */
  @Override
  public void sending(String text, InputLoop where) {
    mustBeUp(text);
    book.writing(text, "", loop.nanoTime());
    LinkListener ghost = past;
    if (ghost != null && sabotage.haunted() && dice.oneIn(GHOST_AT_A_MESSAGE_IN)) {
      where.input(() -> haunt(ghost));
    }
  }

  @Override
  public void asking(String text) {
    mustBeUp(text);
    WireRequest request = WireRequest.parse(text);
    questions.left(request);
    if (request.isMessage()) {
      book.writing(request.payload(), request.id(), loop.nanoTime());
    }
    subscriptions
        .asked(request, loop.nanoTime())
        .ifPresent(how -> broke(Promise.SUBSCRIBES_ONCE, how));
    story.tell(id, "asks", text);
  }

  private void mustBeUp(String text) {
    if (!up) {
      broke(Promise.LOGIN_FIRST, text + " left before the login was accepted");
    }
  }

  /** The application has what the gateway wants done. */
  void obeys(String key) {
    story.tell(id, "does what the gateway wants:", key);
    if (!up) {
      broke(Promise.OBEYS_AFTER_LOGIN, key + " was done before the login was accepted");
    }
  }

  @Override
  public void left(String text) {
    story.tell(id, "sent", text);
    book.left(text);
  }

  /** A request reached the gateway. */
  void arrived(WireRequest request) {
    questions.seen(request);
  }

  @Override
  public void ended(Cause cause) {
    story.tell(id, "link ended:", cause);
    book.ended(cause);
  }

  @Override
  public void over(LinkListener listener, InputLoop where) {
    past = listener;
    book.linkOver();
    if (sabotage.haunted() && dice.oneIn(GHOST_IN)) {
      time.after(dice.nanos(0, 3_000), () -> where.input(() -> haunt(listener)));
    }
  }

  /** A link of the past speaks once more, as no transport should let it. */
  private void haunt(LinkListener ghost) {
    if (endAsked) {
      // What an end has to do goes on at any event.
      return;
    }
    LinkListener listener = sabotage.mixesUpAttempts() && latest != null ? latest : ghost;
    ConnectionStatus before = status.get();
    boolean ends = dice.oneIn(2);
    story.tell(id, "is haunted:", ends ? "an old link ends" : "an old link has frames");
    if (ends) {
      listener.onEnded(Cause.of(CauseKind.LINK_LOST, "a ghost"));
    } else {
      listener.onFrames();
    }
    ConnectionStatus after = status.get();
    if (after.traffic().stale() != before.traffic().stale() + 1
        || after.state() != before.state()
        || after.attempt() != before.attempt()
        || after.failures() != before.failures()) {
      broke(Promise.STALE_IS_COUNTED, "from " + before + " to " + after);
    }
  }
}
