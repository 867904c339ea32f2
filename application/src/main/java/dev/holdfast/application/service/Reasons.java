package dev.holdfast.application.service;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts by reason: most connections have nothing to count, so there are counters only when they
 * are needed. Any thread.
 */
final class Reasons<E extends Enum<E>> {

  private final Class<E> all;
  private final AtomicReference<@Nullable Map<E, AtomicLong>> counts = new AtomicReference<>();

  /**
   * Nothing yet.
   *
   * @param all what can be counted
   */
  Reasons(Class<E> all) {
    this.all = all;
  }

  /** Counts; returns the new sum over all reasons. */
  long add(E reason, long count) {
    Map<E, AtomicLong> there = counts.get();
    if (there == null) {
      Map<E, AtomicLong> made = zeros();
      Map<E, AtomicLong> other = counts.compareAndExchange(null, made);
      there = other == null ? made : other;
    }
    Objects.requireNonNull(there.get(reason)).addAndGet(count);
    return sum();
  }

  /** Filled before anybody sees it, and not changed. */
  private Map<E, AtomicLong> zeros() {
    Map<E, AtomicLong> zeros = new EnumMap<>(all);
    for (E reason : all.getEnumConstants()) {
      zeros.put(reason, new AtomicLong());
    }
    return zeros;
  }

  long sum() {
    return seen().values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** What was counted, by stable names such as {@code too-large}; without what never happened. */
  Map<String, Long> byName() {
    Map<String, Long> named = new TreeMap<>();
    seen()
        .forEach(
            (reason, count) -> {
              if (count.get() > 0) {
                named.put(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), count.get());
              }
            });
    return named;
  }

  private Map<E, AtomicLong> seen() {
    Map<E, AtomicLong> there = counts.get();
    return there == null ? Map.of() : there;
  }
}
