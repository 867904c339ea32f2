package dev.holdfast.adapter.sink.journal;

import dev.holdfast.adapter.sink.queue.QueueOptions;
import dev.holdfast.adapter.sink.queue.QueuedSink;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores messages in a journal; each of its sinks reads them from there, from where it was at the
 * end of the process before, and holds nobody but the journal. Delivering never blocks, takes no
 * lock and is safe on any thread.
 *
 * <p>While the journal cannot be written, what was taken waits here and is tried again; the gateway
 * is not told that it was received, and is not read once there is no more room.
 */
public final class JournaledSink implements MessageSink {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");

  private final InboundJournal journal;
  private final JournalRoom room;
  private final Surroundings surroundings;
  private final List<JournalFeed> feeds = new ArrayList<>();

  /** What is not safe yet, and who waits for it, in the order in which it came. */
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

  private final AtomicInteger settling = new AtomicInteger();
  private volatile MessageSink direct = (message, roomAgain) -> true;
  private volatile boolean failing;

  /**
   * What it needs of the world around it.
   *
   * @param wallClock for the time at which a message was received
   * @param later runs tasks after a pause, such as one second
   */
  public record Surroundings(WallClock wallClock, Executor later) {}

  /** Without sinks; they are added before the first message comes. */
  public JournaledSink(InboundJournal journal, JournalOptions options, Surroundings surroundings) {
    this.journal = journal;
    this.surroundings = surroundings;
    this.room = new JournalRoom(options, journal.inventory().stock());
  }

  /**
   * Adds a sink, which begins with what it has not written yet. Not while messages come.
   *
   * @param reader its name in the journal, one that the journal was opened for
   * @param target where its messages go; belongs to the sink from now on
   * @return for closing it, and for looking at it
   */
  public QueuedSink add(
      String reader, Target target, QueueOptions options, QueuedSink.Surroundings its) {
    Long position = journal.inventory().positions().get(reader);
    if (position == null) {
      throw new IllegalArgumentException("the journal was not opened for " + reader);
    }
    QueuedSink sink =
        QueuedSink.journaled(
            reader,
            new JournaledTarget(target, number -> journal.advance(reader, number, room::left)),
            options,
            its);
    JournalFeed feed = new JournalFeed(journal, sink, position, surroundings.later());
    feeds.add(feed);
    feed.more();
    return sink;
  }

  /**
   * Adds somebody who gets every message at once, beside the journal. Not while messages come.
   *
   * @param sink one that always has room
   */
  public void serveDirectly(MessageSink sink) {
    direct = sink;
  }

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    direct.deliver(message, () -> {});
    Step step = new Step(message, surroundings.wallClock().millis());
    boolean welcome = room.taken(message.size());
    steps.add(step);
    journal.append(message, step.atMillis, step);
    if (!welcome) {
      room.tellWhenRoom(roomAgain);
    }
    return welcome;
  }

  @Override
  public void whenSafe(Runnable told) {
    steps.add(new Step(told));
    settle();
  }

  /** Forgets what is safe, and tells who has waited for it; one thread at a time. */
  private void settle() {
    if (settling.getAndIncrement() > 0) {
      return;
    }
    int seen;
    do {
      seen = settling.get();
      for (Step head = steps.peek(); head != null && head.safe; head = steps.peek()) {
        steps.poll();
        head.told.run();
      }
    } while (settling.addAndGet(-seen) > 0);
  }

  private final class Step implements InboundJournal.Appended {

    private final InboundMessage message;
    private final long atMillis;
    private final Runnable told;
    private volatile boolean safe;

    /** A message to store. */
    private Step(InboundMessage message, long atMillis) {
      this.message = message;
      this.atMillis = atMillis;
      this.told = () -> {};
    }

    /** Somebody who waits. */
    private Step(Runnable told) {
      this.message = new InboundMessage.Gap("", 0);
      this.atMillis = 0;
      this.told = told;
      this.safe = true;
    }

    @Override
    public void stored(long number) {
      if (failing) {
        failing = false;
        LOG.info("the journal can be written again");
      }
      room.stored(message.size());
      safe = true;
      settle();
      feeds.forEach(JournalFeed::more);
    }

    @Override
    public void failed(String why) {
      if (!failing) {
        failing = true;
        LOG.warn("the journal cannot be written: {}; nothing is acknowledged until it can", why);
      }
      surroundings.later().execute(() -> journal.append(message, atMillis, this));
    }
  }
}
