package dev.holdfast.adapter.sink.journal;

import dev.holdfast.adapter.sink.queue.QueuedSink;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.application.port.out.InboundJournal;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is in the journal to one sink, page by page and in order, as long as that has room.
 * One page is asked for at a time; any thread may say that there is more.
 */
final class JournalFeed implements InboundJournal.Loaded {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");

  private static final int PAGE_MESSAGES = 500;
  private static final long PAGE_SIZE = 1L << 20;

  private final InboundJournal journal;
  private final QueuedSink sink;
  private final Executor later;

  /** Zero while it rests; else how often somebody said that there is more. */
  private final AtomicInteger wished = new AtomicInteger();

  // Handed on from one answer to the next.
  private volatile int seen;
  private volatile long position;
  private volatile boolean failing;

  /**
   * A feed that rests.
   *
   * @param position the number of the last message that the sink need not get
   * @param later runs tasks after a pause
   */
  JournalFeed(InboundJournal journal, QueuedSink sink, long position, Executor later) {
    this.journal = journal;
    this.sink = sink;
    this.position = position;
    this.later = later;
  }

  /** There may be more in the journal than before. */
  void more() {
    if (wished.getAndIncrement() == 0) {
      load();
    }
  }

  private void load() {
    seen = wished.get();
    journal.load(position, PAGE_MESSAGES, PAGE_SIZE, this);
  }

  @Override
  public void loaded(List<InboundJournal.Entry> entries, boolean all) {
    if (failing) {
      failing = false;
      LOG.info("sink {}: the journal can be read again", sink.name());
    }
    boolean room = true;
    for (InboundJournal.Entry entry : entries) {
      if (sink.isOver()) {
        // It stays in the journal, and so does what follows; nothing is asked for any more.
        return;
      }
      room = sink.offer(new Received(entry.message(), entry.receivedMillis(), entry.number()));
      position = entry.number();
    }
    if (!room) {
      sink.tellWhenRoom(this::load);
    } else if (!all || wished.addAndGet(-seen) > 0) {
      load();
    }
  }

  @Override
  public void failed(String why) {
    if (!failing) {
      failing = true;
      LOG.warn("sink {}: the journal cannot be read: {}", sink.name(), why);
    }
    if (!sink.isOver()) {
      later.execute(this::load);
    }
  }
}
