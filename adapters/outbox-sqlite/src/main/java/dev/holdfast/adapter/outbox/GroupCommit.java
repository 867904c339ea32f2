package dev.holdfast.adapter.outbox;

import dev.holdfast.adapter.outbox.Failure.Kind;
import dev.holdfast.adapter.outbox.WriteTrouble.Deed;
import dev.holdfast.domain.time.Clock;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that alone touches an outbox file. It takes everything that waits, writes it in one
 * transaction, waits for the disk once, and answers in order; what comes meanwhile is the next
 * transaction, so that a slow disk makes larger ones by itself. With nothing to do it is parked.
 *
 * <p>The queue has no bound: who asks bounds what is on its way, as {@link
 * dev.holdfast.application.port.out.MessageStore} says.
 */
final class GroupCommit implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  /** Beyond this a transaction takes no further message: memory, and the time until the answer. */
  private static final int BATCH_MAX = 10_000;

  private static final long BATCH_SIZE_MAX = 16L << 20;

  private static final String CLOSED = "the outbox is closed";

  private enum Rest {
    /** At work: it looks at the queue before it rests. */
    NONE,
    /** Until somebody asks for anything. */
    SOUND,
    /**
     * Until the time of what nobody waits for has come, or somebody asks for something that is
     * answered.
     */
    LIGHT
  }

  private final String name;
  private final Database database;
  private final Closeable claim;
  private final Clock clock;
  private final DiskRoom room;
  private final long removalDelayNanos;
  private final WriteTrouble trouble;
  private final LogTidying tidying;
  private final Counters counters;
  private final Queue<Request> queue = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Rest> rest = new AtomicReference<>(Rest.NONE);
  private final Thread thread = new Thread(this::run, "holdfast-outbox");
  private volatile boolean closing;
  private volatile boolean ended;

  // The thread's own.
  private final List<Request.Add> adds = new ArrayList<>();
  private final Map<Long, Request.Removal> removals = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  /** How many of the changes somebody waits for. */
  private int awaited;

  /** When the first of what nobody waits for was asked for. */
  private long lateSince;

  private String broken = "";

  /**
   * A thread for a file.
   *
   * @param name of the file, for the log
   * @param database belongs to it from now on
   * @param claim given up when all is over
   * @param room looked at before messages are stored
   */
  GroupCommit(
      String name,
      Database database,
      Closeable claim,
      DiskRoom room,
      OutboxOptions options,
      OutboxFile.Surroundings around) {
    this.name = name;
    this.database = database;
    this.claim = claim;
    this.clock = around.clock();
    this.counters = new Counters();
    this.room = room;
    this.removalDelayNanos = options.removalDelay().toNanos();
    this.trouble = new WriteTrouble(name, Deed.WRITE, clock, around.random());
    this.tidying =
        new LogTidying(
            database, counters, new WriteTrouble(name, Deed.EMPTY_LOG, clock, around.random()));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Asks for something; answered later, on another thread. Any thread, never blocking. */
  void ask(Request request) {
    queue.add(request);
    Rest now = rest.get();
    if (now == Rest.SOUND || (now == Rest.LIGHT && request.waits())) {
      wake();
    }
    if (ended) {
      ForkJoinPool.commonPool().execute(this::refuseTheLate);
    }
  }

  OutboxCounts counts() {
    return counters.read(database.deadLettersDropped());
  }

  /** Writes what was asked for, answers it, and closes the file. Blocks until that is done. */
  @Override
  public void close() {
    closing = true;
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // The disk decides how long it takes; a file half closed would help nobody.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    if (rest.getAndSet(Rest.NONE) != Rest.NONE) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    try {
      boolean last;
      do {
        last = closing;
        work();
      } while (!last || !queue.isEmpty());
      while (broken.isEmpty() && isLate() && writeAll()) {
        LOG.debug("{}: {} more to take out", name, removals.size());
      }
    } catch (RuntimeException | Error e) {
      LOG.error("Internal error: {} is not written any more", name, e);
      throw e;
    } finally {
      ended = true;
      refuseBatch(CLOSED);
      refuseTheLate();
      release();
    }
  }

  private void release() {
    if (!removals.isEmpty()) {
      LOG.warn(
          "{}: {} messages that were sent could not be taken out, and will be sent again",
          name,
          removals.size());
    }
    if (!changes.isEmpty()) {
      LOG.warn("{}: {} changes could not be written", name, changes.size());
    }
    try (claim) {
      // Closing a damaged database would write its log into it.
      if (broken.isEmpty()) {
        database.close();
      }
    } catch (SQLException | IOException e) {
      LOG.warn("{} was not closed in good order: {}", name, e.getMessage());
    }
  }

  private void refuseTheLate() {
    for (Request request = queue.poll(); request != null; request = queue.poll()) {
      Answers.refuse(request, CLOSED);
    }
  }

  private void work() {
    Request asked = collect();
    boolean due = lateIsDue() || (asked instanceof Request.Survey && isLate());
    if (!isBatch() && asked == null && !due) {
      if (!closing) {
        sleep();
      }
      return;
    }
    if (!broken.isEmpty()) {
      removals.clear();
      refuseBatch(broken);
      changes.clear();
    } else {
      // In trouble, what makes room is tried alone: it may succeed where messages do not.
      if (due && isBatch() && trouble.isOn()) {
        write(List.of(), List.of(), true);
      }
      if (due || isBatch()) {
        writeAll();
      }
    }
    if (asked != null) {
      read(asked);
    }
  }

  /** Whether there is something that somebody waits for. */
  private boolean isBatch() {
    return awaited > 0 || !adds.isEmpty();
  }

  /** Whether there is something that nobody waits for. */
  private boolean isLate() {
    return !removals.isEmpty() || changes.size() > awaited;
  }

  /** Takes what waits, up to the first request that reads; returns that. */
  private @Nullable Request collect() {
    long size = 0;
    while (adds.size() + awaited < BATCH_MAX && size < BATCH_SIZE_MAX) {
      Request next = queue.poll();
      if (next != null && !next.waits() && !isLate()) {
        lateSince = clock.nanoTime();
      }
      if (next instanceof Request.Add add) {
        adds.add(add);
        size += add.message().size();
      } else if (next instanceof Request.Removal removal) {
        removals.putIfAbsent(removal.number(), removal);
      } else if (next instanceof Change change) {
        changes.add(change);
        awaited += change.waits() ? 1 : 0;
        size += change.size();
      } else {
        return next;
      }
    }
    return null;
  }

  private boolean lateIsDue() {
    boolean full = removals.size() + changes.size() >= BATCH_MAX && !trouble.isOn();
    return isLate() && (full || untilLate() <= 0);
  }

  private long untilLate() {
    long delay = lateSince + removalDelayNanos - clock.nanoTime();
    return Math.max(delay, trouble.pause());
  }

  private void sleep() {
    boolean sound = !isLate();
    rest.set(sound ? Rest.SOUND : Rest.LIGHT);
    // Who asked before this was seen did not wake us.
    if (queue.peek() == null && !closing) {
      if (sound) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, untilLate());
      }
    }
    rest.set(Rest.NONE);
  }

  private boolean writeAll() {
    boolean written = write(adds, changes, !isBatch() || !trouble.isOn());
    if (written) {
      adds.clear();
      changes.clear();
      awaited = 0;
      tidying.tidy().ifPresent(this::noteDamage);
    }
    return written;
  }

  /**
   * One transaction. What was in it is answered, whatever came of it.
   *
   * @param takesOut whether messages are taken out with it
   * @return whether it succeeded
   */
  private boolean write(List<Request.Add> some, List<Change> those, boolean takesOut) {
    List<Request.Removal> gone = takesOut ? firstRemovals() : List.of();
    boolean grows = !some.isEmpty() || (!those.isEmpty() && awaited > 0);
    long first;
    try {
      if (grows && !room.isThereFor(some, those)) {
        failed(Failure.NO_ROOM, grows);
        return false;
      }
      first = database.write(some, gone, those);
    } catch (SQLException e) {
      failed(Failure.of(e), grows);
      return false;
    }
    trouble.over();
    counters.committed(some.size());
    gone.forEach(removal -> removals.remove(removal.number()));
    lateSince = clock.nanoTime();
    for (int i = 0; i < some.size(); i++) {
      Answers.stored(some.get(i), first + i);
    }
    those.forEach(Answers::done);
    return true;
  }

  private void failed(Failure failure, boolean refuses) {
    counters.failed();
    int refused = refuses ? adds.size() + awaited : 0;
    trouble.failed(failure, refused == 1 ? "1 message refused" : refused + " messages refused");
    if (failure.kind() == Kind.FULL) {
      database.makeRoom();
    }
    noteDamage(failure);
    if (refuses) {
      refuseBatch(failure.words());
    }
  }

  private void noteDamage(Failure failure) {
    if (failure.kind() == Kind.CORRUPT && broken.isEmpty()) {
      broken = failure.words();
      LOG.error("{}: {}; nothing is stored any more, and the file is left as it is", name, broken);
    }
  }

  /** Says no to everybody who waits; what nobody waits for stays. */
  private void refuseBatch(String why) {
    counters.refused(adds.size());
    adds.forEach(add -> Answers.refuse(add, why));
    adds.clear();
    changes.forEach(change -> Answers.refuse(change, why));
    changes.removeIf(Change::waits);
    awaited = 0;
  }

  private boolean isGone(String connection, long number) {
    Request.Removal removal = removals.get(number);
    return removal != null && removal.connection().equals(connection);
  }

  private List<Request.Removal> firstRemovals() {
    List<Request.Removal> first = new ArrayList<>(Math.min(removals.size(), BATCH_MAX));
    Iterator<Request.Removal> all = removals.values().iterator();
    while (all.hasNext() && first.size() < BATCH_MAX) {
      first.add(all.next());
    }
    return first;
  }

  private void read(Request asked) {
    if (!broken.isEmpty()) {
      Answers.refuse(asked, broken);
      return;
    }
    try {
      if (asked instanceof Request.Load load) {
        Answers.loaded(load, database.load(load, number -> isGone(load.connection(), number)));
      } else if (asked instanceof Request.Survey survey) {
        survey.answer().complete(database.survey(survey));
      } else if (asked instanceof Query query) {
        query.ask(database);
      }
    } catch (SQLException e) {
      database.failedToRead();
      Failure failure = Failure.of(e);
      noteDamage(failure);
      Answers.refuse(asked, failure.words());
    }
  }
}
