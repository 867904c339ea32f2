package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Keeps a fleet that does the same thing from filling the log that people read: of each thing that
 * happens to connections (lost their link for this cause, are up again, ...) the first {@value
 * #SHOWN_MOST} connections within five seconds get lines, and the others one line together.
 */
final class Crowd implements Selection {

  /** So many connections get lines of their own. */
  static final int SHOWN_MOST = 5;

  /** How long the same thing is one thing. */
  static final Duration WINDOW = Duration.ofSeconds(5);

  /** More things at once are not told apart from usual lines. */
  static final int KINDS_MOST = 256;

  /** More connections of one kind are not counted. */
  private static final int COUNTED_MOST = 1_000_000;

  /** One thing that happens. */
  private static final class Kind {
    final String words;
    final String logger;
    final long endNanos;
    final Set<String> shown = new LinkedHashSet<>();
    final Set<String> others = new LinkedHashSet<>();

    Kind(String words, String logger, long endNanos) {
      this.words = words;
      this.logger = logger;
      this.endNanos = endNanos;
    }
  }

  private final Timing timing;
  private final BooleanSupplier everything;
  private final Consumer<ILoggingEvent> out;

  /** Guarded by this. */
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  /**
   * Nothing has happened yet.
   *
   * @param everything whether all lines are wanted
   * @param out gets what is said of the others
   */
  Crowd(Timing timing, BooleanSupplier everything, Consumer<ILoggingEvent> out) {
    this.timing = timing;
    this.everything = everything;
    this.out = out;
  }

  @Override
  public boolean takes(ILoggingEvent event) {
    String connection = Fields.text(event, Fields.CONNECTION);
    String name = Fields.text(event, "event");
    if (connection.isEmpty() || name.isEmpty() || everything.getAsBoolean()) {
      return true;
    }
    String words = words(name, event);
    return takes(words, connection, event.getLoggerName());
  }

  private synchronized boolean takes(String words, String connection, String logger) {
    long now = timing.nanoTime();
    Kind kind = kinds.get(words);
    if (kind == null || (kind.others.isEmpty() && kind.endNanos - now <= 0)) {
      kind = new Kind(words, logger, now + WINDOW.toNanos());
      if (!keep(kind, now)) {
        return true;
      }
    }
    if (kind.shown.contains(connection)) {
      return true;
    }
    if (kind.shown.size() < SHOWN_MOST) {
      return kind.shown.add(connection);
    }
    if (kind.others.isEmpty()) {
      timing.later(Duration.ofNanos(kind.endNanos - now), () -> end(words));
    }
    if (kind.others.size() < COUNTED_MOST) {
      kind.others.add(connection);
    }
    return false;
  }

  private boolean keep(Kind kind, long now) {
    if (kinds.size() >= KINDS_MOST) {
      kinds.values().removeIf(old -> old.others.isEmpty() && old.endNanos - now <= 0);
    }
    if (kinds.size() >= KINDS_MOST && !kinds.containsKey(kind.words)) {
      return false;
    }
    kinds.put(kind.words, kind);
    return true;
  }

  private void end(String words) {
    Kind kind;
    synchronized (this) {
      kind = kinds.remove(words);
    }
    if (kind != null) {
      String more = kind.others.size() == 1 ? "connection" : "connections";
      out.accept(
          OwnLine.of(
              Level.INFO, kind.logger, "and {} more {}: {}", kind.others.size(), more, kind.words));
    }
  }

  private static String words(String name, ILoggingEvent event) {
    String cause = headline(event);
    String why = cause.isEmpty() ? "" : " (" + cause + ")";
    return switch (name) {
      case "state" -> Fields.text(event, "from") + " -> " + Fields.text(event, "to") + why;
      case "still-down" -> "still down" + why;
      case "up-again" -> "up again";
      default -> name + why;
    };
  }

  private static String headline(ILoggingEvent event) {
    String id = Fields.text(event, "cause");
    Optional<CauseKind> kind = CauseKind.byId(id);
    String code = Fields.text(event, "code") + Fields.text(event, "status");
    return kind.isPresent() && !code.isEmpty()
        ? new Cause(kind.get(), Integer.parseInt(code), "", Optional.empty()).headline()
        : kind.map(CauseKind::words).orElse(id);
  }
}
