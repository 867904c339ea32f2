package dev.holdfast.application.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxListener.GivenUp;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.StoredMessage;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Messages of one class that are kept in a store until the gateway has them: acknowledged where the
 * session protocol has acknowledgements, otherwise written. Loop thread only, except {@link
 * #depth()}.
 */
final class StoredLane implements Channel {

  /** Written and not yet handed to the operating system, where nothing is acknowledged. */
  private static final int WRITTEN_AT_ONCE = 1_000;

  /** So often a message may cost the link before it is the message's fault. */
  private static final int LINKS_A_MESSAGE_MAY_COST = 3;

  private final int index;
  private final MessageClass of;
  private final MessageStore store;
  private final Stock stock;
  private final Optional<Duration> acknowledgedWithin;
  private final Optional<Duration> maxAge;
  private final Supplier<String> ids;
  private final WallClock wallClock;
  private final Replay replay;
  private final Consumer<Runnable> loop;
  private final OutboxListener listener;
  private final Runnable onArrival;
  private final Window window;
  private final Map<Long, StoredMessage> onTheWay = new LinkedHashMap<>();

  /** The message that may have ended the link, and how often; one at a time. */
  private long suspect;

  private int suspicions;
  private long session;
  private long highest;

  /** What was stored before this link; it follows at a pace. */
  private long backlogUpTo;

  /** What is bound to a session and has no higher number belongs to one that is gone. */
  private long boundUpTo;

  private boolean paced;
  private volatile int depth;

  /**
   * What a lane works with.
   *
   * @param store where its messages are kept
   * @param acknowledgedWithin how long that may take; empty if they are not acknowledged
   * @param maxAge how old they may become
   * @param ids gives one to a message that has none
   * @param clock the monotonic clock of the loop
   * @param wallClock the time of day
   * @param replay the pace for what has waited
   * @param loop runs a task on the loop, later; any thread; harmless when the loop has ended
   * @param listener told of what is not simply sent
   * @param onArrival run when there is more to send
   */
  record Tools(
      MessageStore store,
      Optional<Duration> acknowledgedWithin,
      Optional<Duration> maxAge,
      Supplier<String> ids,
      Clock clock,
      WallClock wallClock,
      Replay replay,
      Consumer<Runnable> loop,
      OutboxListener listener,
      Runnable onArrival) {}

  StoredLane(int index, MessageClass of, Stock stock, Tools tools) {
    this.index = index;
    this.of = of;
    this.stock = stock;
    this.store = tools.store();
    this.acknowledgedWithin = tools.acknowledgedWithin();
    this.maxAge = tools.maxAge();
    this.ids = tools.ids();
    this.wallClock = tools.wallClock();
    this.replay = tools.replay();
    this.loop = tools.loop();
    this.listener = tools.listener();
    this.onArrival = tools.onArrival();
    this.highest = store.inventory().lastNumber();
    this.depth = stock.messages();
    this.window = new Window(of, store, tools.clock(), loop, listener::notLoaded, onArrival);
  }

  // --- into the store ---

  /** Stores a message, and answers once that is done or has failed. */
  void put(Wish wish) {
    OutboundMessage message = wish.message();
    SendResult result = stock.take(message);
    if (result != SendResult.ACCEPTED) {
      wish.answer(result);
      return;
    }
    depth = stock.messages();
    String given = message.delivery().id();
    String id = given.isEmpty() ? ids.get() : given;
    long now = wallClock.millis();
    store.add(
        message,
        id,
        now,
        new MessageStore.Added() {
          @Override
          public void stored(long number) {
            wish.answer(SendResult.ACCEPTED);
            StoredMessage stored = new StoredMessage(number, id, now, message);
            loop.accept(() -> kept(stored, wish.session()));
          }

          @Override
          public void failed(String why) {
            listener.notStored(why);
            wish.answer(SendResult.NOT_STORED);
            loop.accept(() -> notKept(message));
          }
        });
  }

  private void kept(StoredMessage message, long boundTo) {
    stock.stored(message.message(), message.number());
    highest = Math.max(highest, message.number());
    if (boundTo != Outbox.NO_SESSION && boundTo != session) {
      boundUpTo = message.number();
    }
    if (window.stored(message)) {
      onArrival.run();
    }
  }

  private void notKept(OutboundMessage message) {
    stock.notStored(message);
    depth = stock.messages();
  }

  // --- out of it ---

  @Override
  public int index() {
    return index;
  }

  @Override
  public void up(long newSession, boolean isNew) {
    session = newSession;
    backlogUpTo = highest;
    boundUpTo = highest;
    window.open();
  }

  /** There may be more in the store than was put there by this lane. */
  void lookAgain() {
    window.lookAgain();
  }

  @Override
  public int pump(Outlet outlet, int max) {
    paced = false;
    window.load();
    int sent = 0;
    while (sent < max && outlet.isWritable() && hasRoom(outlet)) {
      StoredMessage next = window.peek();
      if (next == null) {
        break;
      }
      boolean waited = next.number() <= backlogUpTo;
      if (waited && !replay.mayGo()) {
        paced = true;
        break;
      }
      window.take(next);
      if (isOfUse(next)) {
        if (waited) {
          replay.went();
        }
        send(next, outlet);
        sent++;
      }
    }
    return sent;
  }

  private boolean hasRoom(Outlet outlet) {
    return acknowledgedWithin.isPresent() ? outlet.isFree() : onTheWay.size() < WRITTEN_AT_ONCE;
  }

  private boolean isOfUse(StoredMessage message) {
    if (message.message().delivery().sessionBound() && message.number() <= boundUpTo) {
      giveUp(message, GivenUp.SESSION_GONE, GivenUp.SESSION_GONE.words());
      return false;
    }
    // Never negative: the clock may have been set back.
    long age = Math.max(0, wallClock.millis() - message.acceptedMillis());
    if (maxAge.isPresent() && age > maxAge.get().toMillis()) {
      giveUp(message, GivenUp.EXPIRED, "older than " + maxAge.get().toMillis() + " ms");
      return false;
    }
    return true;
  }

  private void send(StoredMessage message, Outlet outlet) {
    onTheWay.put(message.number(), message);
    if (acknowledgedWithin.isEmpty()) {
      outlet.write(message.message(), this);
    } else if (message.message() instanceof OutboundMessage.Text text) {
      long number = message.number();
      outlet.deliver(
          new Request.Deliver(message.id(), text.text()),
          acknowledgedWithin.get(),
          outcome -> answered(number, outcome));
    } else {
      onTheWay.remove(message.number());
      giveUp(message, GivenUp.REFUSED, SendResult.NOT_TEXT.words());
    }
  }

  @Override
  public void written() {
    StoredMessage oldest = onTheWay.values().iterator().next();
    onTheWay.remove(oldest.number());
    delivered(oldest);
  }

  private void answered(long number, CommandOutcome outcome) {
    StoredMessage message = onTheWay.remove(number);
    if (message == null) {
      // Its link is gone, and it waits for the next.
      return;
    }
    if (outcome instanceof CommandOutcome.Answered) {
      delivered(message);
    } else if (outcome instanceof CommandOutcome.Refused refused) {
      giveUp(message, GivenUp.REFUSED, words(refused));
    } else if (of == MessageClass.BEST_EFFORT) {
      giveUp(message, GivenUp.LOST, GivenUp.LOST.words());
    } else if (stock.isWanted(message)) {
      window.takeBack(message);
      listener.sentAgain(1);
    }
  }

  private static String words(CommandOutcome.Refused refused) {
    return refused.code().isEmpty()
        ? "refused: " + refused.text()
        : "refused: " + refused.code() + " " + refused.text();
  }

  private void delivered(StoredMessage message) {
    store.remove(message.number());
    leave(message);
  }

  private void giveUp(StoredMessage message, GivenUp reason, String words) {
    store.bury(message.number(), words);
    leave(message);
    listener.givenUp(reason, 1);
  }

  private void leave(StoredMessage message) {
    stock.left(message);
    depth = stock.messages();
  }

  @Override
  public long largestOnTheWay() {
    return onTheWay.values().stream().mapToLong(stored -> stored.message().size()).max().orElse(0);
  }

  @Override
  public int counted() {
    // What others have put into the store is on its way, and was never counted.
    return 0;
  }

  @Override
  public void down() {
    window.close();
    paced = false;
    if (onTheWay.isEmpty()) {
      return;
    }
    if (of == MessageClass.BEST_EFFORT) {
      onTheWay.values().forEach(lost -> giveUp(lost, GivenUp.LOST, GivenUp.LOST.words()));
    } else {
      listener.sentAgain(onTheWay.size());
    }
    onTheWay.clear();
  }

  /**
   * The gateway has ended the link because of what a message was. Which one is known only if it
   * happens again and again: the largest that was on its way.
   */
  void suspectLargest() {
    StoredMessage largest =
        onTheWay.values().stream()
            .max(Comparator.comparingLong(message -> message.message().size()))
            .orElse(null);
    if (largest == null) {
      return;
    }
    suspicions = largest.number() == suspect ? suspicions + 1 : 1;
    suspect = largest.number();
    if (suspicions == LINKS_A_MESSAGE_MAY_COST) {
      onTheWay.remove(suspect);
      giveUp(largest, GivenUp.TOO_LARGE, GivenUp.TOO_LARGE.words());
    }
  }

  @Override
  public boolean isWaiting() {
    return paced || window.isToBeReadAgain();
  }

  @Override
  public long nanosUntilDue(long now) {
    long due = paced ? replay.nanosUntilNext(now) : Outbox.NEVER;
    return window.isToBeReadAgain() ? Math.min(due, window.nanosUntilReadAgain(now)) : due;
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public int unsettled() {
    return store.inventory().durable() ? onTheWay.size() : depth;
  }
}
