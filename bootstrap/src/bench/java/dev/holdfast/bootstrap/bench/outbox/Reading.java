package dev.holdfast.bootstrap.bench.outbox;

import dev.holdfast.adapter.outbox.OutboxFile;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Stores many messages, and reads them page by page, as the outbox does after a long outage. */
public final class Reading {

  private static final int PAGE = 500;
  private static final int ON_THEIR_WAY = 5_000;

  private Reading() {}

  private record Page(List<StoredMessage> messages, boolean all) {}

  /** Arguments: the folder, and how many messages. Prints what it took. */
  public static void main(String[] arguments) throws IOException {
    Path file = Files.createDirectories(Path.of(arguments[0])).resolve("reading.db");
    int messages = Integer.parseInt(arguments[1]);
    try (OutboxFile outbox = Producers.open(file)) {
      fill(outbox.store("gateway"), messages);
    }
    long opening = System.nanoTime();
    try (OutboxFile outbox = Producers.open(file)) {
      MessageStore store = outbox.store("gateway");
      long start = System.nanoTime();
      long after = 0;
      long read = 0;
      long most = 0;
      Page page;
      do {
        page = load(store, after);
        read += page.messages().size();
        after = page.messages().get(page.messages().size() - 1).number();
        Runtime runtime = Runtime.getRuntime();
        most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
      } while (!page.all());
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "opened and counted %,d messages in %.2f s, read %,d in %.2f s (%,.0f a second), heap at"
              + " most %d of %d MiB%n",
          store.inventory().atLeastOnce().messages(),
          (start - opening) / 1e9,
          read,
          seconds,
          read / seconds,
          most >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  private static void fill(MessageStore store, int messages) {
    Semaphore room = new Semaphore(ON_THEIR_WAY);
    String text = "x".repeat(128);
    for (int i = 0; i < messages; i++) {
      room.acquireUninterruptibly();
      store.add(
          new OutboundMessage.Text(text),
          "run-" + i,
          i,
          new MessageStore.Added() {
            @Override
            public void stored(long number) {
              room.release();
            }

            @Override
            public void failed(String why) {
              throw new IllegalStateException(why);
            }
          });
    }
    room.acquireUninterruptibly(ON_THEIR_WAY);
  }

  private static Page load(MessageStore store, long after) {
    CompletableFuture<Page> page = new CompletableFuture<>();
    store.load(
        MessageClass.AT_LEAST_ONCE,
        after,
        PAGE,
        1 << 20,
        new MessageStore.Loaded() {
          @Override
          public void loaded(List<StoredMessage> messages, boolean all) {
            page.complete(new Page(messages, all));
          }

          @Override
          public void failed(String why) {
            page.completeExceptionally(new IllegalStateException(why));
          }
        });
    return page.join();
  }
}
