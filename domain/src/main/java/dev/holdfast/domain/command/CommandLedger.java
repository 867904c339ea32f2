package dev.holdfast.domain.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The commands of one connection, from acceptance to the end: every one that is accepted ends
 * exactly once. It performs no I/O and reads no clock.
 *
 * <p>An answer finds its command by a key, or by order alone. Order alone is fragile: an answer
 * that is late would be taken for the answer to the next command. So a command that is answered in
 * order keeps its place when its time is over, nothing more is sent behind it, and the late answer
 * is swallowed. If that does not come within the same time again, the order is lost, and only a new
 * link restores it.
 *
 * <p>Not thread-safe: one thread drives one ledger.
 */
public final class CommandLedger {

  /** Instead of a number: no command. */
  public static final long NONE = 0;

  /** More are not kept: with so many there are some until the link is lost. */
  private static final int OVERDUE_KEYS_MAX = 1_000;

  private static final Comparator<Entry> BY_DEADLINE =
      Comparator.<Entry>comparingLong(entry -> entry.deadline).thenComparingLong(entry -> entry.id);

  private final CommandLimits limits;
  private final Map<Long, Entry> pending = new LinkedHashMap<>();

  // Most connections are never asked anything: what is empty is small.
  private final Deque<Entry> first = new ArrayDeque<>(1);
  private final Deque<Entry> waiting = new ArrayDeque<>(1);
  private final Map<String, Entry> withKey = new LinkedHashMap<>();

  /** Of commands on this link whose time was over, and whose answers may still come: how many. */
  private final Map<String, Integer> overdueKeys = new LinkedHashMap<>();

  /** In the order in which they were sent; those whose time was over keep their place. */
  private final Deque<Entry> inOrder = new ArrayDeque<>(1);

  /**
   * Relative to the time of the first call, so that the order survives an overflow of the clock.
   */
  private final NavigableSet<Entry> deadlines = new TreeSet<>(BY_DEADLINE);

  private final long origin;
  private long lastId;
  private int late;

  private static final class Entry {
    private final long id;
    private final CommandWish wish;
    private long deadline;
    private boolean sent;
    private boolean late;
    private String key = "";

    private Entry(long id, CommandWish wish) {
      this.id = id;
      this.wish = wish;
    }
  }

  /**
   * An empty ledger.
   *
   * @param limits how many commands there may be
   * @param nowNanos the present reading of the monotonic clock
   */
  public CommandLedger(CommandLimits limits, long nowNanos) {
    this.limits = limits;
    this.origin = nowNanos;
  }

  /**
   * Accepts a command.
   *
   * @param wish what is known of it
   * @param now the present reading of the monotonic clock
   * @return its number, or {@link #NONE} if there are as many as allowed
   */
  public long accept(CommandWish wish, long now) {
    if (pending.size() == limits.maxPending()) {
      return NONE;
    }
    Entry entry = new Entry(++lastId, wish);
    pending.put(entry.id, entry);
    (wish.first() ? first : waiting).add(entry);
    setDeadline(entry, now);
    return entry.id;
  }

  /** Whether a command that is accepted now is the one that goes out next, and may at once. */
  public boolean isFree() {
    return first.isEmpty() && waiting.isEmpty() && mayGo();
  }

  private boolean mayGo() {
    return late == 0 && inFlight() < limits.maxInFlight();
  }

  /**
   * Takes the command that is to go out now, if one may. It must be reported sent, in one way or
   * another, or {@link #withdrawn}, before anything else is asked.
   *
   * @return its number, or {@link #NONE}
   */
  public long next() {
    if (!mayGo()) {
      return NONE;
    }
    Entry entry = first.isEmpty() ? waiting.poll() : first.poll();
    return entry == null ? NONE : entry.id;
  }

  /** The command was sent, and its answer will come in order. */
  public void sentInOrder(long id) {
    Entry entry = entry(id);
    entry.sent = true;
    inOrder.add(entry);
  }

  /**
   * The command was sent, and its answer will carry a key.
   *
   * @param id its number
   * @param key what its answer will carry
   * @return false if another one in flight has that key: this one cannot be told from it, and is
   *     forgotten
   */
  public boolean sentWithKey(long id, String key) {
    Entry entry = entry(id);
    if (withKey.containsKey(key)) {
      forget(entry);
      return false;
    }
    entry.sent = true;
    entry.key = key;
    withKey.put(key, entry);
    return true;
  }

  /** The command taken last cannot be sent, or needs no answer; it is forgotten. */
  public void withdrawn(long id) {
    forget(entry(id));
  }

  /** Whether an answer with this key is waited for. */
  public boolean waitsFor(String key) {
    return withKey.containsKey(key);
  }

  /**
   * An answer with a key has come.
   *
   * @return whose it is, now forgotten; {@link #NONE} if nobody waits for it
   */
  public long answered(String key) {
    Entry entry = withKey.remove(key);
    if (entry != null) {
      return forget(entry);
    }
    if (overdueKeys.size() < OVERDUE_KEYS_MAX) {
      overdueKeys.computeIfPresent(key, (any, times) -> times == 1 ? null : times - 1);
    }
    return NONE;
  }

  /**
   * An answer without a key has come.
   *
   * @param name which command it names; empty if it names none
   * @return whose it is, now forgotten; {@link #NONE} if nobody waits for it, or not any more
   */
  public long answeredInOrder(String name) {
    Entry oldest = inOrder.peek();
    if (oldest == null || !(name.isEmpty() || name.equals(oldest.wish.name()))) {
      return NONE;
    }
    inOrder.remove();
    if (oldest.late) {
      late--;
      deadlines.remove(oldest);
      return NONE;
    }
    return forget(oldest);
  }

  /**
   * An answer has come that says nothing about whose it is.
   *
   * @return the only command in flight, now forgotten; {@link #NONE} if there is none, or more than
   *     one, or if it may be the late answer to one whose time was over on this link
   */
  public long answeredOnly() {
    if (inFlight() != 1 || !overdueKeys.isEmpty()) {
      return NONE;
    }
    return inOrder.isEmpty() ? answered(withKey.keySet().iterator().next()) : answeredInOrder("");
  }

  /**
   * The link is gone. What is idempotent will be sent again, in its old order; the outcome of
   * whatever else was in flight is unknown. What waits goes on waiting, except for what was to
   * re-establish a session on this link.
   */
  public void linkLost(CommandEnds ends) {
    for (Entry entry = first.poll(); entry != null; entry = first.poll()) {
      forget(entry);
      ends.ended(
          entry.id, entry.sent ? CommandEnd.UNKNOWN_LINK_LOST : CommandEnd.NOT_SENT_LINK_LOST);
    }
    List<Entry> flown = sorted(leaveLink());
    for (Entry entry : flown) {
      if (!entry.wish.idempotent()) {
        forget(entry);
        ends.ended(entry.id, CommandEnd.UNKNOWN_LINK_LOST);
      }
    }
    for (int i = flown.size() - 1; i >= 0; i--) {
      Entry entry = flown.get(i);
      if (entry.wish.idempotent()) {
        (entry.wish.first() ? first : waiting).addFirst(entry);
      }
    }
  }

  /** Nothing will be sent any more: all that is pending ends, in the order of acceptance. */
  public void stopped(CommandEnds ends) {
    leaveLink();
    first.clear();
    waiting.clear();
    for (Entry entry : sorted(pending.values())) {
      forget(entry);
      ends.ended(entry.id, entry.sent ? CommandEnd.UNKNOWN_STOPPED : CommandEnd.NOT_SENT_STOPPED);
    }
  }

  /** Whether anything is waited for. */
  public boolean hasDeadline() {
    return !deadlines.isEmpty();
  }

  /**
   * When {@link #deadlineReached} is to be called at the latest.
   *
   * @return a reading of the monotonic clock, in nanoseconds
   * @throws java.util.NoSuchElementException if nothing is waited for
   */
  public long nextDeadlineNanos() {
    return origin + deadlines.first().deadline;
  }

  /**
   * Ends everything whose time is over.
   *
   * @param now the present reading of the monotonic clock
   * @param ends told of what ends
   * @return whether the order of answers is lost, so that this link is of no use any more
   */
  public boolean deadlineReached(long now, CommandEnds ends) {
    boolean orderLost = false;
    while (hasDeadline() && now - nextDeadlineNanos() >= 0) {
      Entry entry = deadlines.first();
      if (entry.late) {
        // The time of others may be over at the same moment, so this is not the end.
        deadlines.remove(entry);
        orderLost = true;
      } else {
        boolean sent = entry.sent;
        expire(entry, now);
        ends.ended(entry.id, sent ? CommandEnd.UNKNOWN_NO_ANSWER : CommandEnd.NOT_SENT_IN_TIME);
      }
    }
    return orderLost;
  }

  /** Accepted and not ended. */
  public int pending() {
    return pending.size();
  }

  /** Sent and not answered, those included whose late answer keeps others waiting. */
  public int inFlight() {
    return withKey.size() + inOrder.size();
  }

  private void expire(Entry entry, long now) {
    if (inOrder.contains(entry)) {
      pending.remove(entry.id);
      entry.late = true;
      late++;
      setDeadline(entry, now);
      return;
    }
    first.remove(entry);
    waiting.remove(entry);
    if (withKey.remove(entry.key, entry) && overdueKeys.size() < OVERDUE_KEYS_MAX) {
      overdueKeys.merge(entry.key, 1, Integer::sum);
    }
    forget(entry);
  }

  /** Nothing is in flight any more; returns what was, but for those whose time was over. */
  private List<Entry> leaveLink() {
    List<Entry> flown = new ArrayList<>(withKey.values());
    for (Entry entry : inOrder) {
      if (entry.late) {
        deadlines.remove(entry);
      } else {
        flown.add(entry);
      }
    }
    withKey.clear();
    overdueKeys.clear();
    inOrder.clear();
    late = 0;
    return flown;
  }

  private static List<Entry> sorted(Collection<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(entry -> entry.id));
    return sorted;
  }

  private Entry entry(long id) {
    Entry entry = pending.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("no such command: " + id);
    }
    return entry;
  }

  private long forget(Entry entry) {
    pending.remove(entry.id);
    deadlines.remove(entry);
    return entry.id;
  }

  private void setDeadline(Entry entry, long now) {
    deadlines.remove(entry);
    entry.deadline = now - origin + entry.wish.timeoutNanos();
    deadlines.add(entry);
  }
}
