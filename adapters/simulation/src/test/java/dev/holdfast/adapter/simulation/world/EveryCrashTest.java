package dev.holdfast.adapter.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One story of a few messages of every class, in which the process, its link, or both come to an
 * end behind every single event, with what was asked of the disk just before or just behind its
 * commit. The promises are checked at every event of every run.
 */
final class EveryCrashTest {

  private Quiet quiet;

  @BeforeEach
  void hush() {
    quiet = new Quiet();
  }

  @AfterEach
  void speakAgain() {
    quiet.close();
  }

  @ParameterizedTest
  @EnumSource(Keeping.class)
  void withoutACrashEveryMessageArrivesOnceButForReplacedValues(Keeping keeping) {
    for (AnswerForm form : AnswerForm.values()) {
      CrashStory whole = whole(keeping, form);

      assertThat(whole.broken()).isEmpty();
      assertThat(whole.isDone()).isTrue();
      assertThat(whole.missing()).isEmpty();
      // The second value was replaced before there was a link.
      assertThat(whole.arrivals()).containsExactly(1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Keeping.class)
  void behindEveryEventEveryPromiseOutlivesEveryCrash(Keeping keeping) {
    SoftAssertions all = new SoftAssertions();
    for (AnswerForm form : AnswerForm.values()) {
      int events = whole(keeping, form).events();
      for (int where = 0; where < events; where++) {
        for (CrashStory.Crash crash : CrashStory.Crash.values()) {
          for (boolean committed : commits(keeping, crash)) {
            check(
                new CrashStory(keeping, form, crash, committed, where),
                all,
                String.format(
                    "%s, %s, %s behind event %d, commit %s: ",
                    keeping, form, crash, where, committed ? "done" : "not done"));
          }
        }
      }
    }
    all.assertAll();
  }

  private static CrashStory whole(Keeping keeping, AnswerForm form) {
    return new CrashStory(keeping, form, CrashStory.Crash.LINK, true, CrashStory.NOWHERE);
  }

  /** Only a process that dies leaves anything undone, and only where there is a disk. */
  private static List<Boolean> commits(Keeping keeping, CrashStory.Crash crash) {
    return keeping.onDisk() && crash != CrashStory.Crash.LINK
        ? List.of(false, true)
        : List.of(true);
  }

  private static void check(CrashStory it, SoftAssertions all, String where) {
    all.assertThat(it.broken()).as(where + "broken promises").isEmpty();
    all.assertThat(it.isDone()).as(where + "nothing waits any more").isTrue();
    all.assertThat(it.missing()).as(where + "missing").isEmpty();
    all.assertThat(it.arrivals()).as(where + "arrivals").allMatch(times -> times <= 2);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "A_MESSAGE_IS_ACCEPTED_BEFORE_THE_COMMIT",
        "SESSIONS_ARE_ALL_THE_SAME",
        "BEST_EFFORT_IS_TAKEN_TOO_SERIOUSLY"
      })
  void aBugThatACrashBringsToLightIsFound(PlantedMessageBugs bug) {
    List<String> found = new ArrayList<>();
    for (int where = 0; where < 100 && found.isEmpty(); where++) {
      CrashStory it =
          new CrashStory(
              Keeping.ON_DISK_ACKNOWLEDGED,
              AnswerForm.BY_KEY,
              CrashStory.Crash.BOTH,
              false,
              where,
              bug);
      if (it.broken().contains(bug.breaks().words())) {
        found.add(it.broken());
      }
    }
    assertThat(found).isNotEmpty();
  }

  /** The test is worth something only if it comes to all of these. */
  @Test
  void duplicatesAndLossesAreSeenWhereTheyMayBe() {
    Set<String> seen = new TreeSet<>();
    for (Keeping keeping : Keeping.values()) {
      int events = whole(keeping, AnswerForm.BY_KEY).events();
      List<Integer> all = new ArrayList<>();
      for (int where = 0; where < events; where++) {
        CrashStory it =
            new CrashStory(keeping, AnswerForm.BY_KEY, CrashStory.Crash.BOTH, false, where);
        all.addAll(it.arrivals());
        if (it.arrivals().get(0) == 0) {
          seen.add(keeping + " loses the first");
        }
      }
      if (all.contains(2)) {
        seen.add(keeping + " has duplicates");
      }
    }

    assertThat(seen)
        .containsExactly(
            "IN_MEMORY loses the first",
            "IN_MEMORY_ACKNOWLEDGED loses the first",
            "ON_DISK has duplicates",
            "ON_DISK loses the first",
            "ON_DISK_ACKNOWLEDGED has duplicates",
            "ON_DISK_ACKNOWLEDGED loses the first");
  }
}
