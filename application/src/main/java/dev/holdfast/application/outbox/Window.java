package dev.holdfast.application.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;
import dev.holdfast.domain.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a store that is in memory, ready to be sent: its oldest messages, so that a backlog
 * of any length takes little room. It is filled from the store page by page, and by what is stored
 * meanwhile as long as it has everything that the store has.
 *
 * <p>Loop thread only. It is empty while the connection is down.
 */
final class Window {

  /** What a page of its own holds at most. */
  private static final int PAGE_MESSAGES = 1_000;

  private static final long PAGE_SIZE = 4L << 20;

  /** After so long a store that could not be read is asked again. */
  private static final long READ_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** When it falls to so many, the next page is asked for. */
  private static final int LOW = PAGE_MESSAGES / 2;

  private final MessageClass of;
  private final MessageStore store;
  private final Clock clock;
  private final Consumer<Runnable> loop;
  private final Consumer<String> onFailure;
  private final Runnable onArrival;

  /** Messages that came back come before all others. */
  private final NavigableMap<Long, StoredMessage> returned = new TreeMap<>();

  private final Map<String, StoredMessage> waiting = new LinkedHashMap<>();
  private long size;
  private boolean open;
  private boolean whole;
  private boolean loading;
  private boolean failed;
  private long readAgainNanos;
  private long readUpTo;
  private long opening;

  /**
   * Nothing is in it yet.
   *
   * @param loop runs a task on the loop, later; any thread; harmless when the loop has ended
   * @param onFailure told why nothing could be read
   * @param onArrival run when there is more to send, or to wait for
   */
  Window(
      MessageClass of,
      MessageStore store,
      Clock clock,
      Consumer<Runnable> loop,
      Consumer<String> onFailure,
      Runnable onArrival) {
    this.of = of;
    this.store = store;
    this.clock = clock;
    this.loop = loop;
    this.onFailure = onFailure;
    this.onArrival = onArrival;
  }

  /** The connection is up: everything in the store is of interest. */
  void open() {
    close();
    open = true;
    load();
  }

  /** The connection is down: everything is in the store. */
  void close() {
    opening++;
    open = false;
    whole = false;
    loading = false;
    failed = false;
    readUpTo = 0;
    size = 0;
    returned.clear();
    waiting.clear();
  }

  /** A message was stored just now; true if it is in the window. */
  boolean stored(StoredMessage message) {
    if (!open || !whole) {
      return false;
    }
    if (waiting.size() >= PAGE_MESSAGES || size >= PAGE_SIZE) {
      whole = false;
      return false;
    }
    add(message);
    return true;
  }

  /** There may be more in the store than is known here, behind what was read. */
  void lookAgain() {
    whole = false;
    load();
  }

  /** A message was taken and goes out again, in its old place. */
  void takeBack(StoredMessage message) {
    if (open) {
      returned.put(message.number(), message);
    }
  }

  /** The next message, which stays; null if none is here. */
  @Nullable StoredMessage peek() {
    if (!returned.isEmpty()) {
      return returned.firstEntry().getValue();
    }
    Iterator<StoredMessage> oldest = waiting.values().iterator();
    return oldest.hasNext() ? oldest.next() : null;
  }

  /** Takes out the message that {@link #peek} has shown. */
  void take(StoredMessage message) {
    if (returned.remove(message.number()) == null) {
      waiting.remove(place(message));
      size -= message.message().size();
      load();
    }
  }

  /** Reads the next page, if it is time. */
  void load() {
    if (!open || whole || loading || waiting.size() > LOW || size > PAGE_SIZE / 2) {
      return;
    }
    if (failed && nanosUntilReadAgain(clock.nanoTime()) > 0) {
      return;
    }
    failed = false;
    loading = true;
    long asked = opening;
    store.load(
        of,
        readUpTo,
        PAGE_MESSAGES,
        PAGE_SIZE,
        new MessageStore.Loaded() {
          @Override
          public void loaded(List<StoredMessage> messages, boolean all) {
            loop.accept(() -> arrived(asked, messages, all));
          }

          @Override
          public void failed(String why) {
            loop.accept(() -> notRead(asked, why));
          }
        });
  }

  private void arrived(long asked, List<StoredMessage> messages, boolean all) {
    if (asked != opening) {
      return;
    }
    loading = false;
    whole = all;
    messages.forEach(this::add);
    onArrival.run();
  }

  private void notRead(long asked, String why) {
    if (asked == opening) {
      loading = false;
      failed = true;
      readAgainNanos = clock.nanoTime() + READ_AGAIN_NANOS;
      onFailure.accept(why);
      onArrival.run();
    }
  }

  /** Whether the store could not be read and will be asked again. */
  boolean isToBeReadAgain() {
    return failed;
  }

  /** How long until then, in nanoseconds. */
  long nanosUntilReadAgain(long now) {
    return readAgainNanos - now;
  }

  private void add(StoredMessage message) {
    StoredMessage replaced = waiting.put(place(message), message);
    size += message.message().size() - (replaced == null ? 0 : replaced.message().size());
    readUpTo = message.number();
  }

  /** Of a value one is here for each key. All others have places of their own: ids may repeat. */
  private static String place(StoredMessage message) {
    String key = message.message().delivery().key();
    return key.isEmpty() ? Long.toString(message.number()) : key;
  }
}
