package dev.holdfast.adapter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules as in a crontab. */
final class CronRecurrenceTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/10 * * * *    | 2026-11-26T01:02:03Z | 2026-11-26T01:10:00Z",
        "*/10 * * * *    | 2026-11-26T01:10:00Z | 2026-11-26T01:20:00Z",
        "30 6 * * 1-5    | 2026-11-27T06:30:00Z | 2026-11-30T06:30:00Z",
        "0 0 1 * *       | 2026-11-26T00:00:00Z | 2026-12-01T00:00:00Z",
        "0 0 29 2 *      | 2026-11-26T00:00:00Z | 2028-02-29T00:00:00Z",
        "0 12 13 * 5     | 2026-11-12T13:00:00Z | 2026-11-13T12:00:00Z",
        "0 0 * * 7       | 2026-11-26T00:00:00Z | 2026-11-29T00:00:00Z"
      })
  void theNextTime(String text, String after, String next) {
    assertThat(next(text, UTC, after)).isEqualTo(next);
  }

  @Test
  void hoursAreThoseOfTheZone() {
    assertThat(next("0 6 * * *", BERLIN, "2026-07-01T00:00:00Z")).isEqualTo("2026-07-01T04:00:00Z");
    assertThat(next("0 6 * * *", BERLIN, "2026-12-01T00:00:00Z")).isEqualTo("2026-12-01T05:00:00Z");
  }

  @Test
  void whateverDaylightSavingDoesEveryNextTimeIsLaterAndOnlyAnHourThatIsNotThereIsLeftOut() {
    List<Instant> times = new ArrayList<>();
    long at = Instant.parse("2026-03-27T00:00:00Z").toEpochMilli();
    long end = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    CronRecurrence daily = CronRecurrence.parse("30 2 * * *", BERLIN);
    while (true) {
      long next = daily.nextAfter(at).orElseThrow();
      if (next >= end) {
        break;
      }
      assertThat(next).isGreaterThan(at);
      times.add(Instant.ofEpochMilli(next));
      at = next;
    }

    List<LocalDate> days = times.stream().map(time -> time.atZone(BERLIN).toLocalDate()).toList();
    assertThat(days).as("once a day, also where the hour comes twice").doesNotHaveDuplicates();
    assertThat(days).hasSize(218).doesNotContain(LocalDate.of(2026, 3, 29));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "* * * *", "61 * * * *", "* * * * * *", "a * * * *", "*/0 * * * *", "@hourly"})
  void whatIsNoScheduleIsRefusedWithAReason(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronRecurrence.parse(text, UTC))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("null"));
  }

  @Test
  void whatNeverComesIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> CronRecurrence.parse("0 0 30 2 *", UTC));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronRecurrence.parse("*".repeat(300), UTC))
        .withMessageContaining("256");
  }

  private static String next(String text, ZoneId zone, String after) {
    long next =
        CronRecurrence.parse(text, zone)
            .nextAfter(Instant.parse(after).toEpochMilli())
            .orElseThrow();
    return Instant.ofEpochMilli(next).toString();
  }
}
