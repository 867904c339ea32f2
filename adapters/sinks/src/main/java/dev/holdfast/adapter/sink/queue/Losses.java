package dev.holdfast.adapter.sink.queue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a sink lost, by reason, and says so at 1, 10, 100, ... Any thread. */
final class Losses {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");

  private final String sink;
  private final Map<Loss, AtomicLong> counts = new EnumMap<>(Loss.class);

  Losses(String sink) {
    this.sink = sink;
    for (Loss loss : Loss.values()) {
      counts.put(loss, new AtomicLong());
    }
  }

  void add(Loss loss, int messages) {
    add(loss, messages, "");
  }

  /**
   * Counts messages.
   *
   * @param why more about the reason; may be empty
   */
  void add(Loss loss, int messages, String why) {
    if (messages == 0) {
      return;
    }
    long after = count(loss).addAndGet(messages);
    if (passesPowerOfTen(after - messages, after)) {
      LOG.warn(
          "sink {}: {} lost so far: {}{}",
          sink,
          messages(after),
          loss.words(),
          why.isEmpty() ? "" : ": " + why);
    }
  }

  /** Counts messages without a word: the total is about to be said. */
  void addSilently(Loss loss, int messages) {
    count(loss).addAndGet(messages);
  }

  long of(Loss loss) {
    return count(loss).get();
  }

  /** Everything that was lost. */
  long total() {
    return counts.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** Says at the end what was lost, if anything was. */
  void sayTotal() {
    long total = total();
    if (total > 0) {
      LOG.warn("sink {}: {} received but not written ({})", sink, messages(total), reasons());
    }
  }

  private String reasons() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().get() > 0)
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", "));
  }

  private AtomicLong count(Loss loss) {
    return Objects.requireNonNull(counts.get(loss));
  }

  /** Whether a count became 1, 10, 100, ... or more when it grew. */
  static boolean passesPowerOfTen(long before, long after) {
    long power = 1;
    while (power <= before) {
      power *= 10;
    }
    return power <= after;
  }

  private static String messages(long count) {
    return count == 1 ? "1 message was" : count + " messages were";
  }
}
