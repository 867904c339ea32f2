package dev.holdfast.adapter.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.CauseKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The promises, over thousands of worlds drawn from seeds. A failure names its seed and the command
 * that lives it again; {@code -Dholdfast.seed=N} lives one, telling everything, {@code
 * -Dholdfast.seeds=N} sets how many are lived.
 */
final class WorldTest {

  private static final Optional<Long> ONLY = Optional.ofNullable(Long.getLong("holdfast.seed"));
  private static final int FIXED = Integer.getInteger("holdfast.seeds", 1_500);
  private static final int FRESH = FIXED / 5;

  private Quiet quiet;

  @BeforeEach
  void hush() {
    quiet = new Quiet();
  }

  @AfterEach
  void speakAgain() {
    quiet.close();
  }

  @Test
  void promisesHoldInWorldsThatOnceBrokeThem() throws IOException {
    List<Long> seeds = regressions();
    assertThat(seeds).isNotEmpty();
    liveAll(seeds);
  }

  @Test
  void promisesHoldInTheSameWorldsAsEver() {
    if (ONLY.isPresent()) {
      WorldRun.Outcome outcome = WorldRun.of(ONLY.get()).verbose(System.out::println).run();
      assertThat(outcome.failure()).as(outcome.report()).isEmpty();
      return;
    }
    liveAll(LongStream.range(0, FIXED).boxed().toList());
  }

  @Test
  void promisesHoldInWorldsThatNobodyHasSeen(TestReporter reporter) {
    long first = new SplittableRandom().nextLong() >>> 1;
    reporter.publishEntry("fresh seeds", first + " and the " + (FRESH - 1) + " that follow");
    liveAll(LongStream.range(0, FRESH).map(i -> first + i).boxed().toList());
  }

  private static void liveAll(List<Long> seeds) {
    for (long seed : seeds) {
      WorldRun.Outcome outcome = WorldRun.of(seed).run();
      assertThat(outcome.failure()).as(outcome.report()).isEmpty();
    }
  }

  @Test
  void theSameSeedIsTheSameRun() {
    for (long seed = 0; seed < 50; seed++) {
      List<String> first = new ArrayList<>();
      List<String> second = new ArrayList<>();
      WorldRun.Outcome once = WorldRun.of(seed).verbose(first::add).run();
      WorldRun.Outcome again = WorldRun.of(seed).verbose(second::add).run();
      assertThat(second).isEqualTo(first);
      assertThat(again).isEqualTo(once);
      assertThat(first).isNotEmpty();
    }
    assertThat(WorldRun.of(1).run().digest()).isNotEqualTo(WorldRun.of(2).run().digest());
  }

  @Test
  void stepsCanBeChosen() {
    WorldRun.Outcome none = WorldRun.of(7).steps(0).run();
    WorldRun.Outcome many = WorldRun.of(7).steps(300).run();
    assertThat(none.failure()).isEmpty();
    assertThat(many.failure()).as(many.report()).isEmpty();
    assertThat(many.checks()).isGreaterThan(none.checks());
    assertThat(many.report()).startsWith("seed 7: every promise kept, ");
  }

  @Test
  void theWorldsAreRich() {
    Set<String> seen = new TreeSet<>();
    Pattern token =
        Pattern.compile(
            "kind=[A-Z_]+|reason=[A-Z_]+|is haunted: .*|loses power|is killed|process sleeps"
                + "|gateway restarts|network is cut|sink is full|sink breaks|expire"
                + "|ends: [A-Z][A-Za-z]+|why=[^\\];]*|order is lost"
                + "|is answered: [A-Z_]+|is not stored|disk is full|disk cannot be read"
                + "|puts aside: \\d+ (?:its session is gone|older|refused|the gateway cannot)");
    for (long seed = 0; seed < 150; seed++) {
      WorldRun.of(seed)
          .verbose(
              line -> {
                Matcher matcher = token.matcher(line);
                while (matcher.find()) {
                  seen.add(matcher.group().replaceFirst("puts aside: \\d+", "puts aside:"));
                }
              })
          .run();
    }
    for (CauseKind kind : CauseKind.values()) {
      assertThat(seen).contains("kind=" + kind.name());
    }
    assertThat(seen)
        .contains(
            "is haunted: an old link ends",
            "is haunted: an old link has frames",
            "loses power",
            "is killed",
            "process sleeps",
            "gateway restarts",
            "network is cut",
            "sink is full",
            "sink breaks",
            "expire",
            "is answered: ACCEPTED",
            "is answered: OUTBOX_FULL",
            "is answered: TOO_LARGE",
            "is answered: NO_SESSION",
            "is answered: NOT_STORED",
            "is answered: STOPPED",
            "is not stored",
            "disk is full",
            "disk cannot be read",
            "puts aside: its session is gone",
            "puts aside: older",
            "puts aside: refused",
            "ends: Answered",
            "ends: Refused",
            "ends: NotSent",
            "ends: Unknown",
            "ends: Acquired",
            "ends: NotStarted",
            "ends: NoData",
            "why=as many commands as allowed are pending",
            "why=it could not be sent in time",
            "why=no answer in time",
            "why=no data in time",
            "why=the connection has stopped",
            "why=the connection stopped before an answer came",
            "why=the connection stopped before it was sent",
            "why=the link was lost",
            "why=the link was lost before an answer came",
            "why=there are no words for it",
            "order is lost",
            "reason=AS_ASKED",
            "reason=FORCED",
            "reason=CLOSED_NORMALLY",
            "reason=REJECTED",
            "reason=ATTEMPTS_USED_UP");
  }

  @Test
  void theLogHoldsNoErrorOfOursAndReportsWhatWasNotSent() {
    long reported = 0;
    for (long seed = 0; seed < 100; seed++) {
      try (LogLines log = new LogLines()) {
        World world = new World(seed, OptionalInt.empty(), Optional.empty(), Sabotage.NONE);
        world.live();
        assertThat(log.errors()).as("errors of seed " + seed).isEmpty();
        // Of a process that was killed nobody could report.
        List<Integer> unsent = world.crashes() > 0 ? List.of() : world.unsent();
        reported += unsent.stream().filter(some -> some > 0).count();
        for (int i = 0; i < unsent.size(); i++) {
          assertThat(log.reportedUnsent("c" + i))
              .as("seed %d, connection %d: reported as not sent", seed, i)
              .isEqualTo(unsent.get(i));
        }
      }
    }
    assertThat(reported).as("connections with something to report").isPositive();
  }

  private static List<Long> regressions() throws IOException {
    try (InputStream file = WorldTest.class.getResourceAsStream("seeds.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .map(Long::valueOf)
          .toList();
    }
  }
}
