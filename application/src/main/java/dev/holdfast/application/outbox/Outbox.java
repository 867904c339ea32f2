package dev.holdfast.application.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.domain.cause.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The accepted messages of one connection, from acceptance until the gateway has them, in one lane
 * for each class.
 *
 * <p>At-least-once messages are kept in memory, and done with when they are written, unless there
 * is a store that outlives the process or the session protocol acknowledges messages; then they go
 * through a store. {@link #offer} and the counts are for any thread; everything else is for the
 * loop.
 */
public final class Outbox {

  /** How many lanes there are. */
  public static final int LANES = 4;

  /** Instead of a session: any will do. */
  public static final long NO_SESSION = 0;

  /** What {@link #nanosUntilDue} answers when nothing is waited for. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int BEST_EFFORT = 0;
  private static final int LATEST_VALUE = 1;
  private static final int IN_MEMORY = 2;
  private static final int STORED = 3;

  /**
   * Each lane may send so many before it is the turn of the next; where messages are acknowledged,
   * one.
   */
  private static final int TURN = 64;

  private final OutboxSettings settings;
  private final OutboxPorts ports;
  private final boolean durable;
  private final Replay replay;
  private final Room intake;
  private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();

  /** Made when first needed: most connections need one of them. */
  private final AtomicReferenceArray<@Nullable Channel> lanes = new AtomicReferenceArray<>(LANES);

  /** Where there is no other store; made when first needed. */
  private @Nullable MessageStore memory;

  private long session = NO_SESSION;
  private boolean sessionIsNew;

  /** One bit for each lane that knows of the present session. */
  private int joined;

  private boolean linkIsFull;

  /** The lane whose turn it is. */
  private int turn;

  private long ids;

  /**
   * What is in the store waits to be sent.
   *
   * @param settings how much may wait, and how fast it follows
   * @param ports what it works with
   */
  public Outbox(OutboxSettings settings, OutboxPorts ports) {
    this.settings = settings;
    this.ports = ports;
    Optional<MessageStore.Inventory> inventory = ports.store().map(MessageStore::inventory);
    this.durable = inventory.filter(MessageStore.Inventory::durable).isPresent();
    this.replay = new Replay(settings.replay(), ports.loop(), ports.random());
    this.intake = new Room(settings.atLeastOnce());
    inventory.ifPresent(this::makeLanes);
  }

  /** For what was stored before; the others are made when first needed. */
  private void makeLanes(MessageStore.Inventory inventory) {
    if (inventory.atLeastOnce().messages() > 0) {
      lanes.set(STORED, create(STORED));
    }
    if (!inventory.latestValues().isEmpty()) {
      lanes.set(LATEST_VALUE, create(LATEST_VALUE));
    }
  }

  // --- in ---

  /**
   * Accepts or refuses a message. Any thread; the loop must be woken afterwards.
   *
   * @param message what is to be sent
   * @param present the session that there is now; {@link #NO_SESSION} if there is none
   * @return the answer, once it is known
   */
  public CompletionStage<SendResult> offer(OutboundMessage message, long present) {
    long boundTo = NO_SESSION;
    if (message.delivery().sessionBound()) {
      if (present == NO_SESSION) {
        return atOnce(SendResult.NO_SESSION);
      }
      boundTo = present;
    }
    int index = laneOf(message.delivery().messageClass());
    if (isInMemory(index)) {
      return atOnce(((MemoryLane) lane(index)).offer(message, boundTo));
    }
    if (ports.profile().acknowledges() && !(message instanceof OutboundMessage.Text)) {
      return atOnce(SendResult.NOT_TEXT);
    }
    SendResult room = intake.take(message.size());
    if (room != SendResult.ACCEPTED) {
      return atOnce(room);
    }
    Wish wish = new Wish(message, boundTo, intake, ports.answers(), ports.listener());
    wishes.add(wish);
    return wish.answer();
  }

  private CompletionStage<SendResult> atOnce(SendResult result) {
    if (result != SendResult.ACCEPTED) {
      ports.listener().refused();
    }
    return result.atOnce();
  }

  /** Gives what was offered to the store. */
  public void takeIn() {
    for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
      StoredLane lane = (StoredLane) lane(laneOf(wish.message().delivery().messageClass()));
      lane.put(wish);
    }
  }

  /** The loop has ended: whoever waits for an answer gets one. Any thread. */
  public void refuseAll() {
    for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
      wish.answer(SendResult.STOPPED);
    }
  }

  // --- out ---

  /**
   * The connection is up, on a new link.
   *
   * @param newSession its number, which no other link had
   */
  public void up(long newSession) {
    session = newSession;
    sessionIsNew = true;
    joined = 0;
    replay.restart();
  }

  /** Writes what waits, as long as the link takes it, in turns. */
  public void pump(Outlet outlet) {
    joinLanes();
    int length = ports.profile().acknowledges() ? 1 : TURN;
    // Whoever was the last to fill the link is not the first to get the next room.
    for (int idle = 0; idle < LANES && outlet.isWritable(); turn = (turn + 1) % LANES) {
      Channel lane = lanes.get(turn);
      idle = lane != null && lane.pump(outlet, length) == length ? 0 : idle + 1;
    }
    linkIsFull = !outlet.isWritable();
  }

  /** Somebody else may have put messages into the store. */
  public void lookAgain() {
    for (int index : new int[] {LATEST_VALUE, STORED}) {
      if (durable) {
        ((StoredLane) lane(index)).lookAgain();
      }
    }
  }

  /** A lane may have been made by somebody's first message, at any time. */
  private void joinLanes() {
    for (int i = 0; i < LANES; i++) {
      Channel lane = lanes.get(i);
      if (lane != null && (joined & 1 << i) == 0) {
        lane.up(session, sessionIsNew);
        joined |= 1 << i;
      }
    }
    sessionIsNew = false;
  }

  /**
   * The link is gone.
   *
   * @param cause why, if it ended by itself
   */
  public void down(Optional<Cause> cause) {
    session = NO_SESSION;
    joined = 0;
    if (cause.isPresent() && MessageFault.isCause(cause.get())) {
      suspectLargest();
    }
    for (int i = 0; i < LANES; i++) {
      Channel lane = lanes.get(i);
      if (lane != null) {
        lane.down();
      }
    }
  }

  private void suspectLargest() {
    Channel suspected = null;
    for (int i = 0; i < LANES; i++) {
      Channel lane = lanes.get(i);
      if (lane != null
          && (suspected == null || lane.largestOnTheWay() > suspected.largestOnTheWay())) {
        suspected = lane;
      }
    }
    if (suspected instanceof StoredLane stored) {
      stored.suspectLargest();
    }
  }

  /**
   * Whether there is more to do when some time has passed, and not only when the link takes more.
   */
  public boolean isWaiting() {
    if (session == NO_SESSION || linkIsFull) {
      return false;
    }
    for (int i = 0; i < LANES; i++) {
      Channel lane = lanes.get(i);
      if (lane != null && lane.isWaiting()) {
        return true;
      }
    }
    return false;
  }

  /**
   * How long until there is more to do: the pace lets the next message go, or the store is asked
   * once more.
   *
   * @param now the present reading of the monotonic clock
   * @return nanoseconds, 0 or less if it is due, {@link #NEVER} if nothing is waited for
   */
  public long nanosUntilDue(long now) {
    long soonest = NEVER;
    if (!isWaiting()) {
      return soonest;
    }
    for (int i = 0; i < LANES; i++) {
      Channel lane = lanes.get(i);
      if (lane != null && lane.isWaiting()) {
        soonest = Math.min(soonest, lane.nanosUntilDue(now));
      }
    }
    return soonest;
  }

  // --- how much there is ---

  /** Accepted messages that the gateway does not have yet. Any thread. */
  public int depth() {
    int depth = 0;
    for (int i = 0; i < LANES; i++) {
      Channel lane = lanes.get(i);
      depth += lane == null ? 0 : lane.depth();
    }
    return depth;
  }

  /**
   * Accepted messages that would be lost, or left in doubt, if the process ended now: an orderly
   * end waits for them.
   */
  public int unsettled() {
    int unsettled = 0;
    for (int i = 0; i < LANES; i++) {
      Channel lane = lanes.get(i);
      unsettled += lane == null ? 0 : lane.unsettled();
    }
    return unsettled;
  }

  /** Whether what is in the store outlives the process. */
  public boolean isDurable() {
    return durable;
  }

  /** Whether no lane has more on its way than it has accepted. */
  public boolean isAccounted() {
    for (int i = 0; i < LANES; i++) {
      Channel lane = lanes.get(i);
      if (lane != null && lane.counted() > lane.depth()) {
        return false;
      }
    }
    return true;
  }

  // --- lanes ---

  private int laneOf(MessageClass messageClass) {
    return switch (messageClass) {
      case BEST_EFFORT -> BEST_EFFORT;
      case LATEST_VALUE -> LATEST_VALUE;
      case AT_LEAST_ONCE -> durable || ports.profile().acknowledges() ? STORED : IN_MEMORY;
    };
  }

  private boolean isInMemory(int index) {
    return index == IN_MEMORY || (index == BEST_EFFORT && !ports.profile().acknowledges());
  }

  /** Lanes in memory are for any thread, all others for the loop. */
  private Channel lane(int index) {
    Channel lane = lanes.get(index);
    if (lane != null) {
      return lane;
    }
    Channel created = create(index);
    Channel other = lanes.compareAndExchange(index, null, created);
    return other == null ? created : other;
  }

  private Channel create(int index) {
    return switch (index) {
      case BEST_EFFORT ->
          ports.profile().acknowledges()
              ? stored(
                  index,
                  MessageClass.BEST_EFFORT,
                  new CountedStock(settings.bestEffort(), MessageStore.Stock.NONE),
                  new MemoryStore(store().inventory().identity(), ports.loop()))
              : inMemory(index, MessageClass.BEST_EFFORT);
      case LATEST_VALUE ->
          stored(
              index,
              MessageClass.LATEST_VALUE,
              new KeyedStock(settings.latestValue(), store().inventory().latestValues()),
              store());
      case IN_MEMORY -> inMemory(index, MessageClass.AT_LEAST_ONCE);
      case STORED ->
          stored(
              index,
              MessageClass.AT_LEAST_ONCE,
              new CountedStock(settings.atLeastOnce(), store().inventory().atLeastOnce()),
              store());
      default -> throw new IllegalArgumentException("no such lane: " + index);
    };
  }

  private MessageStore store() {
    if (ports.store().isPresent()) {
      return ports.store().get();
    }
    if (memory == null) {
      String identity = Long.toString(ports.wallClock().millis(), Character.MAX_RADIX);
      memory = new MemoryStore(identity, ports.loop());
    }
    return memory;
  }

  private MemoryLane inMemory(int index, MessageClass of) {
    return new MemoryLane(index, of, settings, ports.loop(), replay, ports.listener());
  }

  private StoredLane stored(int index, MessageClass of, Stock stock, MessageStore its) {
    Optional<Duration> acknowledgedWithin =
        ports.profile().acknowledges()
            ? Optional.of(settings.acknowledgedWithin())
            : Optional.empty();
    return new StoredLane(
        index,
        of,
        stock,
        new StoredLane.Tools(
            its,
            acknowledgedWithin,
            settings.maxAge(),
            () -> its.inventory().identity() + "-" + ++ids,
            ports.loop(),
            ports.wallClock(),
            replay,
            ports.later(),
            ports.listener(),
            ports.onArrival()));
  }
}
