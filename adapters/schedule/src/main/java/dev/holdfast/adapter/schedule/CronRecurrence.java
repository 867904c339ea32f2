package dev.holdfast.adapter.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.holdfast.application.port.out.Recurrence;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A recurrence written as in a crontab: minute, hour, day of month, month, day of week. Immutable;
 * any thread.
 */
public final class CronRecurrence implements Recurrence {

  private static final int LONGEST_TEXT = 256;

  private final String text;
  private final ZoneId zone;
  private final ExecutionTime times;

  private CronRecurrence(String text, ZoneId zone, ExecutionTime times) {
    this.text = text;
    this.zone = zone;
    this.times = times;
  }

  /**
   * Reads one.
   *
   * @param text five fields
   * @param zone whose days and hours are meant
   * @throws IllegalArgumentException saying what is wrong with it, or that it never comes
   */
  public static CronRecurrence parse(String text, ZoneId zone) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("longer than " + LONGEST_TEXT + " characters");
    }
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    Cron cron;
    try {
      cron = parser.parse(text).validate();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(innermost(e), e);
    }
    CronRecurrence recurrence = new CronRecurrence(text, zone, ExecutionTime.forCron(cron));
    if (recurrence.nextAfter(0).isEmpty()) {
      throw new IllegalArgumentException("it never comes");
    }
    return recurrence;
  }

  @Override
  public OptionalLong nextAfter(long wallMillis) {
    ZonedDateTime after = Instant.ofEpochMilli(wallMillis).atZone(zone);
    return times
        .nextExecution(after)
        .map(next -> OptionalLong.of(next.toInstant().toEpochMilli()))
        .orElse(OptionalLong.empty());
  }

  /** Whether the other was written alike, for the same zone. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CronRecurrence cron && cron.text.equals(text) && cron.zone.equals(zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, zone);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  /** The library wraps the reason into one that repeats the whole text. */
  private static String innermost(Throwable failure) {
    Throwable reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    return String.valueOf(reason.getMessage());
  }
}
