package dev.holdfast.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.application.port.in.Violation;
import dev.holdfast.application.testing.LogCapture;
import dev.holdfast.domain.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is asked what when, and what comes of the answers. Every 5 s, patience 2 rounds. */
final class SelfAuditTest {

  private static final Duration EVERY = SelfAudit.EVERY;
  private static final Breach TWO = new Breach(Invariant.ONE_LINK, "2 open links", 1);
  private static final Breach LATE = new Breach(Invariant.DEADLINE_KEPT, "was due 6s ago", 7);

  private final ManualClock clock = new ManualClock(0);
  private final List<FakeAudited> all = new ArrayList<>();
  private final SelfAudit audit = new SelfAudit(() -> all, clock);
  private final LogCapture log = new LogCapture();

  @AfterEach
  void stopLog() {
    log.close();
  }

  @Test
  void nothingIsWrongAtFirst() {
    assertThat(audit.health().live()).isTrue();
    add("a");
    rounds(10);
    assertThat(audit.health().live()).isTrue();
    assertThat(audit.health().counts()).isEmpty();
  }

  @Test
  void whatIsSeenOnceMayBeBetweenTwoEvents() {
    FakeAudited one = add("a");
    one.says(TWO);
    rounds(1);
    one.says();
    rounds(3);

    assertThat(audit.health().live()).isTrue();
    assertThat(audit.health().counts()).isEmpty();
  }

  @Test
  void whatIsSeenTwiceIsAViolation() {
    add("a");
    FakeAudited one = add("b");
    one.says(TWO);
    rounds(3);

    assertThat(audit.health().violations())
        .containsExactly(
            new Violation(Invariant.ONE_LINK, "b", "2 open links", EVERY.multipliedBy(2)));
    assertThat(audit.health().counts()).containsExactly(Map.entry(Invariant.ONE_LINK, 1L));
    assertThat(one.complaints).containsExactly(TWO);
  }

  @Test
  void twoThingsSeenOnceAreNotOneSeenTwice() {
    FakeAudited one = add("a");
    for (int mark = 0; mark < 9; mark++) {
      one.says(new Breach(Invariant.DEADLINE_KEPT, "was due 6s ago", mark));
      rounds(1);
    }

    assertThat(audit.health().live()).isTrue();
  }

  @Test
  void itIsCountedAndToldOnceAndEnds() {
    FakeAudited one = add("a");
    one.says(TWO, LATE);
    rounds(9);
    assertThat(audit.health().violations()).hasSize(2);
    one.says(LATE);
    rounds(2);
    assertThat(audit.health().violations())
        .extracting(Violation::invariant)
        .containsExactly(Invariant.DEADLINE_KEPT);
    one.says();
    rounds(2);

    assertThat(audit.health().live()).isTrue();
    assertThat(audit.health().counts())
        .containsEntry(Invariant.ONE_LINK, 1L)
        .containsEntry(Invariant.DEADLINE_KEPT, 1L);
    assertThat(one.complaints).containsExactlyInAnyOrder(TWO, LATE);
    assertThat(log.latest().getFormattedMessage()).isEqualTo("All invariants hold again");
  }

  @Test
  void aLoopThatDoesNotTurnIsNoticed() {
    FakeAudited one = add("a");
    add("b");
    rounds(2);
    one.hangs();
    rounds(3);
    assertThat(audit.health().live()).isTrue();
    rounds(1);

    assertThat(audit.health().violations())
        .containsExactly(
            new Violation(
                Invariant.LOOP_TURNS,
                "a",
                "its event loop has not turned for 15 s",
                Duration.ofSeconds(15)));
    rounds(5);
    assertThat(audit.health().counts()).containsEntry(Invariant.LOOP_TURNS, 1L);
    assertThat(one.asked()).as("a loop that hangs is not asked again and again").isEqualTo(3);

    one.turnsAgain();
    rounds(1);
    assertThat(audit.health().live()).isTrue();
  }

  @Test
  void aProcessThatStoodStillIsForgiven() {
    FakeAudited one = add("a");
    rounds(2);
    one.hangs();
    rounds(1);
    clock.advance(Duration.ofMinutes(10));
    audit.round();
    one.turnsAgain();
    rounds(3);

    assertThat(audit.health().live()).isTrue();
    assertThat(audit.health().counts()).isEmpty();
  }

  @Test
  void whoDoesNotLookIsNoticed() {
    add("a");
    rounds(1);
    clock.advance(Duration.ofSeconds(15));
    assertThat(audit.health().live()).isTrue();
    clock.advance(Duration.ofSeconds(1));

    assertThat(audit.health().violations())
        .extracting(Violation::words)
        .containsExactly("nobody has looked for 16 s, expected every 5 s");
    audit.round();
    assertThat(audit.health().live()).isTrue();
  }

  @Test
  void whoIsGoneIsForgotten() {
    FakeAudited one = add("a");
    one.says(TWO);
    rounds(3);
    all.clear();
    rounds(1);
    assertThat(audit.health().live()).isTrue();
    add("a").says(TWO);
    rounds(2);

    assertThat(audit.health().live()).as("another of the same name begins anew").isTrue();
  }

  @Test
  void aLoopThatHasEndedIsNoHangingOne() {
    add("a").ended();
    rounds(9);

    assertThat(audit.health().live()).isTrue();
  }

  @Test
  void manyAreSummedUp() {
    IntStream.range(0, 5_000).forEach(i -> add("c" + i).says(TWO));
    rounds(3);

    assertThat(audit.health().violations()).hasSize(SelfAudit.TOLD_MOST);
    assertThat(audit.health().more()).isEqualTo(4_990);
    assertThat(audit.health().counts()).containsEntry(Invariant.ONE_LINK, 5_000L);
    assertThat(all.stream().mapToInt(one -> one.complaints.size()).sum())
        .isEqualTo(SelfAudit.TOLD_MOST);
    assertThat(log.latest().getFormattedMessage()).isEqualTo("4990 more invariants are violated");
  }

  private FakeAudited add(String id) {
    FakeAudited added = new FakeAudited(id);
    all.add(added);
    return added;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      clock.advance(EVERY);
      audit.round();
    }
  }

  /** Answers at once, or when it turns again. */
  private static final class FakeAudited implements Audited {

    private final String id;
    private final List<Consumer<List<Breach>>> waiting = new ArrayList<>();
    private final List<Breach> complaints = new ArrayList<>();
    private List<Breach> breaches = List.of();
    private boolean hangs;
    private boolean ended;
    private int asked;

    FakeAudited(String id) {
      this.id = id;
    }

    void says(Breach... what) {
      breaches = List.of(what);
    }

    void hangs() {
      hangs = true;
    }

    void ended() {
      ended = true;
    }

    void turnsAgain() {
      hangs = false;
      waiting.forEach(answer -> answer.accept(breaches));
      waiting.clear();
    }

    int asked() {
      return asked;
    }

    @Override
    public String connection() {
      return id;
    }

    @Override
    public boolean inspect(Consumer<List<Breach>> answer) {
      asked++;
      if (ended) {
        return false;
      }
      if (hangs) {
        waiting.add(answer);
      } else {
        answer.accept(breaches);
      }
      return true;
    }

    @Override
    public void complain(Breach breach) {
      complaints.add(breach);
    }
  }
}
