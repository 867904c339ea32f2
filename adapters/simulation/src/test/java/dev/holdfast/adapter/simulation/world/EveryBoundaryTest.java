package dev.holdfast.adapter.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.AcquisitionOutcome.NoData;
import dev.holdfast.application.port.in.AcquisitionOutcome.NotStarted;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.CommandOutcome.Answered;
import dev.holdfast.application.port.in.CommandOutcome.Unknown;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One dialogue, its link cut in every way before and after everything that it carries, in both
 * directions: the outcome of each command and reading follows from how far it had come.
 */
final class EveryBoundaryTest {

  private static final Answered ANSWER_TO_ONCE = new Answered(Stamp.answerTo("once"));
  private static final Answered ANSWER_TO_AGAIN = new Answered(Stamp.answerTo("again"));
  private static final Unknown LINK_LOST = new Unknown("the link was lost before an answer came");

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
  @EnumSource(AnswerForm.class)
  void withoutACutAllIsAnsweredOnOneLink(AnswerForm form) {
    CutDialogue whole = new CutDialogue(form, Boundaries.NOWHERE, Cut.RESET);

    assertThat(whole.brokenPromises()).isEmpty();
    assertThat(whole.links()).isEqualTo(1);
    assertThat(whole.once()).isCompletedWithValue(ANSWER_TO_ONCE);
    assertThat(whole.again()).isCompletedWithValue(ANSWER_TO_AGAIN);
    assertThat(whole.reading().join()).isInstanceOf(AcquisitionOutcome.Acquired.class);
    // The handshake at both ends, then login, subscription, two commands and a reading, with
    // their answers: each before and after, where it is written and where it is read.
    assertThat(whole.boundaries()).isEqualTo(4 + 5 * 4 + 7 * 2);
  }

  @ParameterizedTest
  @EnumSource(AnswerForm.class)
  void everyOutcomeFollowsFromHowFarItHadCome(AnswerForm form) {
    int boundaries = new CutDialogue(form, Boundaries.NOWHERE, Cut.RESET).boundaries();
    SoftAssertions all = new SoftAssertions();
    for (Cut cut : Cut.values()) {
      for (int where = 0; where < boundaries; where++) {
        check(new CutDialogue(form, where, cut), all, cut + " at boundary " + where + ": ");
      }
    }
    all.assertAll();
  }

  private static void check(CutDialogue it, SoftAssertions all, String where) {
    all.assertThat(it.brokenPromises()).as(where + "broken promises").isEmpty();
    all.assertThat(it.links()).as(where + "links").isEqualTo(2);
    all.assertThat(it.status().subscribed()).as(where + "subscribed, as we see it").isEqualTo(1);
    all.assertThat(it.isSubscribed()).as(where + "subscribed, as the gateway sees it").isTrue();
    all.assertThat(it.gaps())
        .as(where + "gaps")
        .isEqualTo(it.wasHeard(WorldProtocol.ACCEPT) ? 1 : 0);
    all.assertThat(it.once())
        .as(where + "what must not be done twice")
        .isCompletedWithValue(
            it.wasAsked("once") && !it.wasHeard(ANSWER_TO_ONCE.body())
                ? LINK_LOST
                : ANSWER_TO_ONCE);
    all.assertThat(it.again())
        .as(where + "what may be done twice")
        .isCompletedWithValue(ANSWER_TO_AGAIN);
    all.assertThat(shortly(it.reading())).as(where + "the reading").isEqualTo(expectedOf(it));
  }

  private static String expectedOf(CutDialogue it) {
    if (!it.wasAsked("reading") || it.wasHeard(Stamp.dataFor("reading"))) {
      return "Acquired";
    }
    return it.wasHeard(Stamp.answerTo("reading"))
        ? "NoData the link was lost"
        : "NotStarted " + LINK_LOST;
  }

  private static String shortly(CompletableFuture<AcquisitionOutcome> reading) {
    AcquisitionOutcome outcome = reading.getNow(new NoData("it goes on"));
    if (outcome instanceof NotStarted notStarted) {
      return "NotStarted " + notStarted.command();
    }
    return outcome instanceof NoData noData
        ? "NoData " + noData.why().replaceFirst(";.*", "")
        : "Acquired";
  }

  /** The test is worth something only if it comes to all of these. */
  @Test
  void everyKindOfOutcomeIsSeen() {
    Set<String> seen = new TreeSet<>();
    int boundaries = new CutDialogue(AnswerForm.BY_KEY, Boundaries.NOWHERE, Cut.RESET).boundaries();
    for (int where = 0; where < boundaries; where++) {
      CutDialogue it = new CutDialogue(AnswerForm.BY_KEY, where, Cut.RESET);
      CommandOutcome once = it.once().join();
      seen.add("once " + once.getClass().getSimpleName());
      seen.add("reading " + shortly(it.reading()).replaceFirst(" .*", ""));
    }

    assertThat(seen)
        .containsExactly(
            "once Answered",
            "once Unknown",
            "reading Acquired",
            "reading NoData",
            "reading NotStarted");
  }
}
