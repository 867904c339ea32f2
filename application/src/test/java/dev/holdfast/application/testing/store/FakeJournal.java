package dev.holdfast.application.testing.store;

import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.InboundMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A journal in memory that a test can hold up, break and crash; it answers on an executor. Any
 * thread, like every journal.
 */
public final class FakeJournal implements InboundJournal {

  private final Executor answers;
  private final List<Entry> entries;
  private final Map<String, Long> positions = new LinkedHashMap<>();
  private final Inventory inventory;
  private final Queue<Runnable> asked = new ArrayDeque<>();
  private long lastNumber;
  private boolean held;
  private String failure = "";

  /** An empty one. */
  public FakeJournal(Executor answers, List<String> readers) {
    this(answers, readers, List.of(), Map.of(), 0);
  }

  private FakeJournal(
      Executor answers,
      List<String> readers,
      List<Entry> entries,
      Map<String, Long> known,
      long lastNumber) {
    this.answers = answers;
    this.entries = new ArrayList<>(entries);
    this.lastNumber = lastNumber;
    readers.forEach(reader -> positions.put(reader, known.getOrDefault(reader, 0L)));
    trim();
    this.inventory = new Inventory(true, stock(), positions);
  }

  /** What is found after a crash: everything that was done. */
  public synchronized FakeJournal afterCrash(Executor next, List<String> readers) {
    return new FakeJournal(next, readers, entries, positions, lastNumber);
  }

  /** Does nothing of what is asked from now on. */
  public synchronized void hold() {
    held = true;
  }

  /** Does everything that was asked. */
  public synchronized void release() {
    held = false;
    for (Runnable next = asked.poll(); next != null; next = asked.poll()) {
      next.run();
    }
  }

  /** Fails from now on; goes well again if the reason is empty. */
  public synchronized void failWith(String why) {
    failure = why;
  }

  /** How much there is now. */
  public synchronized Stock stock() {
    return new Stock(
        entries.size(), entries.stream().mapToLong(entry -> entry.message().size()).sum());
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public synchronized void append(InboundMessage message, long receivedMillis, Appended answer) {
    ask(
        () -> {
          String why = failure;
          if (!why.isEmpty()) {
            answers.execute(() -> answer.failed(why));
            return;
          }
          long number = ++lastNumber;
          entries.add(new Entry(number, receivedMillis, message));
          answers.execute(() -> answer.stored(number));
        });
  }

  @Override
  public synchronized void load(long after, int maxMessages, long maxSize, Loaded answer) {
    ask(
        () -> {
          String why = failure;
          if (!why.isEmpty()) {
            answers.execute(() -> answer.failed(why));
            return;
          }
          List<Entry> beyond = entries.stream().filter(each -> each.number() > after).toList();
          List<Entry> page = new ArrayList<>();
          long size = 0;
          for (Entry each : beyond) {
            size += each.message().size();
            if (!page.isEmpty() && (page.size() >= maxMessages || size > maxSize)) {
              break;
            }
            page.add(each);
          }
          boolean all = page.size() == beyond.size();
          answers.execute(() -> answer.loaded(page, all));
        });
  }

  @Override
  public synchronized void advance(String reader, long number, Consumer<Stock> left) {
    ask(
        () -> {
          positions.merge(reader, number, Math::max);
          trim();
          Stock now = stock();
          answers.execute(() -> left.accept(now));
        });
  }

  private void trim() {
    long all = positions.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    entries.removeIf(entry -> entry.number() <= all);
  }

  private void ask(Runnable task) {
    if (held) {
      asked.add(task);
    } else {
      task.run();
    }
  }
}
