package dev.holdfast.application.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.audit.Audited;
import dev.holdfast.application.audit.Breach;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.port.in.Health;
import dev.holdfast.application.port.out.ServiceNotice;
import dev.holdfast.application.testing.LogCapture;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a service manager is told, when, and in which order. */
final class ServiceReportsTest {

  private static final Health WELL = new Health(List.of(), 0, Map.of());
  private static final Cause RESTART = Cause.closedByGateway(1012, "");

  private final Fleet fleet = new Fleet();
  private final List<ServiceNotice> told = new ArrayList<>();
  private boolean reachable = true;

  private final ServiceReports reports =
      new ServiceReports(
          notice -> {
            if (reachable) {
              told.add(notice);
            }
            return reachable;
          });

  @Test
  void readyIsToldOnceItHasStartedWhateverTheGatewayDoes() {
    fleet.tries("a", 1, RESTART);
    look();
    ping(WELL);
    assertThat(told).as("before").isEmpty();
    start();
    assertThat(told)
        .containsExactly(new ServiceNotice.Ready("a down since 12:31 UTC, attempt 1 under way"));
    start();
    assertThat(told).hasSize(1);
  }

  @Test
  void theStatusIsToldWhenItHasChanged() {
    fleet.up("a");
    start();
    for (int i = 0; i < 100; i++) {
      look();
    }
    assertThat(told).hasSize(1);
    fleet.waits("a", 1, RESTART, Duration.ofSeconds(8));
    look();
    look();
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).isInstanceOf(ServiceNotice.Status.class);
    fleet.up("a");
    look();
    assertThat(told).last().isEqualTo(new ServiceNotice.Status("a up"));
  }

  @Test
  void aLoopThatHangsStopsThePings() {
    ManualClock clock = new ManualClock();
    Loop loop = new Loop();
    SelfAudit audit = new SelfAudit(() -> List.of(loop), clock);
    fleet.up("a");
    start();
    try (LogCapture log = new LogCapture()) {
      List<String> lines = lines(log);
      rounds(audit, clock, 10);
      assertThat(pings()).isEqualTo(10);
      loop.turns = false;
      rounds(audit, clock, 3);
      long before = pings();
      assertThat(lines).isEmpty();

      rounds(audit, clock, 100);

      assertThat(pings()).as("never again").isEqualTo(before);
      assertThat(lines)
          .containsExactly(
              "ERROR The service manager is not told any more that this process lives");
      look(audit.health());
      assertThat(told)
          .last()
          .isEqualTo(new ServiceNotice.Status("not well (see /health/live); a up"));
      loop.turns = true;
      loop.answer();
      rounds(audit, clock, 5);
      assertThat(pings()).isGreaterThan(before);
      assertThat(lines)
          .hasSize(3)
          .last()
          .isEqualTo("INFO The service manager is told again that this process lives");
    }
  }

  @Test
  void anAuditThatNobodyRunsStopsThePings() {
    ManualClock clock = new ManualClock();
    SelfAudit audit = new SelfAudit(List::of, clock);
    start();
    rounds(audit, clock, 2);
    try (LogCapture log = new LogCapture()) {
      List<String> lines = lines(log);
      clock.advance(SelfAudit.EVERY.multipliedBy(4));
      ping(audit.health());
      assertThat(pings()).isEqualTo(2);
      assertThat(lines).hasSize(1);
    }
  }

  @Test
  void aReloadIsBetweenReloadingAndReady() {
    fleet.up("a");
    start();
    reports.reloading(77_000);
    fleet.up("b");
    reports.reloaded(true, fleet.all(), fleet.nowMillis());
    assertThat(told)
        .containsExactly(
            new ServiceNotice.Ready("a up"),
            new ServiceNotice.Reloading(77_000),
            new ServiceNotice.Ready("2 of 2 connections up"));
  }

  @Test
  void aReloadThatIsRefusedIsSeenUntilOneIsNot() {
    fleet.up("a");
    start();
    reports.reloading(1);
    reports.reloaded(false, fleet.all(), fleet.nowMillis());
    String refused = "the configuration is wrong and was not reloaded (see the log); a up";
    assertThat(told).last().isEqualTo(new ServiceNotice.Ready(refused));
    look();
    assertThat(told).hasSize(3);
    reports.reloading(2);
    reports.reloaded(true, fleet.all(), fleet.nowMillis());
    assertThat(told).last().isEqualTo(new ServiceNotice.Ready("a up"));
  }

  @Test
  void aReloadBeforeTheStartAndAfterTheEndIsNobodysBusiness() {
    reports.reloading(1);
    reports.reloaded(true, fleet.all(), fleet.nowMillis());
    assertThat(told).isEmpty();
    start();
    reports.reloading(2);
    reports.stopping("Stopping");
    reports.reloaded(true, fleet.all(), fleet.nowMillis());
    reports.reloading(3);
    assertThat(told).hasSize(3).last().isEqualTo(new ServiceNotice.Stopping("Stopping"));
  }

  @Test
  void atTheEndTheConnectionsAreNoNews() {
    fleet.up("a");
    start();
    reports.stopping("Stopping");
    fleet.waits("a", 1, RESTART, Duration.ofSeconds(8));
    look();
    ping(WELL);
    reports.stopping("Stopped as asked");
    assertThat(told)
        .containsExactly(
            new ServiceNotice.Ready("a up"),
            new ServiceNotice.Stopping("Stopping"),
            new ServiceNotice.Alive(),
            new ServiceNotice.Status("Stopped as asked"));
  }

  @Test
  void whatDoesNotGetOutIsToldLaterInItsOrder() {
    fleet.up("a");
    reachable = false;
    start();
    reports.reloading(5);
    reports.reloaded(true, fleet.all(), fleet.nowMillis());
    fleet.waits("a", 1, RESTART, Duration.ofSeconds(8));
    look();
    ping(WELL);
    assertThat(told).isEmpty();
    reachable = true;
    look();
    assertThat(told)
        .startsWith(
            new ServiceNotice.Ready("a up"),
            new ServiceNotice.Reloading(5),
            new ServiceNotice.Ready("a up"))
        .hasSize(4)
        .last()
        .isInstanceOf(ServiceNotice.Status.class);
  }

  @Test
  void aStatusThatDoesNotGetOutComesAgain() {
    fleet.up("a");
    start();
    reachable = false;
    fleet.up("b");
    look();
    reachable = true;
    look();
    look();
    assertThat(told)
        .containsExactly(
            new ServiceNotice.Ready("a up"), new ServiceNotice.Status("2 of 2 connections up"));
  }

  @Test
  void noMoreIsOwedThanMayBe() {
    reachable = false;
    start();
    for (int i = 1; i < ServiceReports.OWED_MOST; i += 2) {
      reload(i);
    }
    // One for the start and an odd number since: all of it and the oldest are one too many.
    reachable = true;
    look();
    assertThat(told).hasSize(ServiceReports.OWED_MOST);
    assertThat(told.get(0)).isEqualTo(new ServiceNotice.Reloading(1));
  }

  private static List<String> lines(LogCapture log) {
    List<String> lines = new ArrayList<>();
    log.tell(event -> lines.add(event.getLevel() + " " + event.getFormattedMessage()));
    return lines;
  }

  private void reload(long at) {
    reports.reloading(at);
    reports.reloaded(true, fleet.all(), fleet.nowMillis());
  }

  private void rounds(SelfAudit audit, ManualClock clock, int count) {
    for (int i = 0; i < count; i++) {
      audit.round();
      ping(audit.health());
      clock.advance(SelfAudit.EVERY);
    }
  }

  private long pings() {
    return told.stream().filter(ServiceNotice.Alive.class::isInstance).count();
  }

  private void start() {
    reports.started(fleet.all(), fleet.nowMillis());
  }

  private void look() {
    look(WELL);
  }

  private void look(Health health) {
    reports.look(fleet.all(), health, fleet.nowMillis());
  }

  private void ping(Health health) {
    reports.ping(health);
  }

  /** A loop that answers, or does not turn. */
  private static final class Loop implements Audited {

    private final List<Consumer<List<Breach>>> asked = new ArrayList<>();
    private boolean turns = true;

    @Override
    public String connection() {
      return "a";
    }

    @Override
    public boolean inspect(Consumer<List<Breach>> answer) {
      asked.add(answer);
      if (turns) {
        answer();
      }
      return true;
    }

    void answer() {
      asked.forEach(it -> it.accept(List.of()));
      asked.clear();
    }

    @Override
    public void complain(Breach breach) {}
  }
}
