package dev.holdfast.application.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.StopReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The line that a person reads in {@code systemctl status}. It is 12:31:05 at first. */
final class StatusLineTest {

  private static final Cause RESTART = Cause.closedByGateway(1012, "");
  private static final Cause BACKOFF_OVER = Cause.of(CauseKind.BACKOFF_OVER);

  private final StatusLine line = new StatusLine();
  private final Fleet fleet = new Fleet();

  @Test
  void allUp() {
    fleet.up("a");
    assertThat(look()).isEqualTo("a up");
    fleet.up("b");
    assertThat(look()).isEqualTo("2 of 2 connections up");
  }

  @Test
  void oneIsNamedAndTheOthersAreCounted() {
    fleet.up("a");
    fleet.waits("b", 4, RESTART, Duration.ofMillis(8_140));
    fleet.waits("c", 1, RESTART, Duration.ofMillis(300));
    assertThat(look())
        .isEqualTo(
            "1 of 3 connections up; b down since 12:31 UTC (closed by the gateway: 1012 service"
                + " restart), attempt 5 after 8.1 s; 1 more not up");
    fleet.up("b");
    assertThat(look())
        .isEqualTo(
            "2 of 3 connections up; c down since 12:31 UTC (closed by the gateway: 1012 service"
                + " restart), attempt 2 after 300 ms");
  }

  @Test
  void nothingCountsDown() {
    fleet.waits("a", 4, RESTART, Duration.ofMinutes(10));
    String first = look();
    for (int i = 0; i < 600; i++) {
      fleet.pass(Duration.ofSeconds(1));
      assertThat(look()).isEqualTo(first);
    }
  }

  @Test
  void theCauseOutlivesTheNextAttempt() {
    fleet.waits("a", 4, RESTART, Duration.ofSeconds(8));
    look();
    fleet.pass(Duration.ofSeconds(8));
    fleet.tries("a", 5, BACKOFF_OVER);
    assertThat(look())
        .isEqualTo(
            "a down since 12:31 UTC (closed by the gateway: 1012 service restart), attempt 5 under"
                + " way");
    fleet.up("a");
    look();
    fleet.pass(Duration.ofMinutes(2));
    fleet.tries("a", 1, BACKOFF_OVER);
    assertThat(look()).isEqualTo("a down since 12:33 UTC, attempt 1 under way");
  }

  @Test
  void thatItIsDownSinceAnotherDayIsSaidAfterADay() {
    fleet.waits("a", 4, RESTART, Duration.ofSeconds(8));
    fleet.pass(Duration.ofDays(1).minusSeconds(1));
    assertThat(look()).contains("since 12:31 UTC (");
    fleet.pass(Duration.ofSeconds(1));
    assertThat(look()).contains("since 2026-11-26 12:31 UTC (");
  }

  @Test
  void whatWasAskedForIsNamedLast() {
    fleet.stopped("a", Cause.of(CauseKind.DISCONNECT_REQUESTED), StopReason.AS_ASKED);
    assertThat(look())
        .isEqualTo(
            "a down since 12:31 UTC ("
                + Cause.of(CauseKind.DISCONNECT_REQUESTED).headline()
                + "), stopped");
    fleet.stopped("b", Cause.closedByGateway(1008, "no"), StopReason.REJECTED);
    assertThat(look())
        .startsWith("0 of 2 connections up; b down since 12:31 UTC (")
        .contains("1008");
  }

  @Test
  void whoHasNotBegunIsNotDown() {
    fleet.notBegun("a");
    assertThat(look()).isEqualTo("a not begun yet");
  }

  private String look() {
    return line.of(fleet.all(), fleet.nowMillis());
  }
}
