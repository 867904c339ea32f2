package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.StoredMessage;
import dev.holdfast.application.testing.store.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk fails under a process that stores messages: writes, or waits for the disk, of the log or
 * of the database. Then the disk works again, or the process is killed, or the power goes. Of what
 * Linux does after a wait that failed, the worst is assumed: nothing of what was to be written gets
 * to the disk, and everybody who reads the file is shown it all the same. More rounds, or the same
 * ones again: {@code -Dholdfast.kills=1000 -Dholdfast.seed=7}.
 */
@Timeout(600)
final class FailingDiskTest {

  private static final int ROUNDS = Integer.getInteger("holdfast.kills", 8);
  private static final long SEED = Long.getLong("holdfast.seed", 20_261_126L);
  private static final List<String> FAULTS =
      List.of(
          "sync-log",
          "sync-log",
          "write-log",
          "sync-database",
          "write-database",
          "sync-log sync-database",
          "write-log sync-log write-database sync-database");

  /** So many numbers are for one round. */
  private static final long NUMBERS = 1_000_000;

  @TempDir private Path folder;
  @TempDir private Path scratch;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final TreeSet<Long> stored = new TreeSet<>();
  private final TreeSet<Long> removed = new TreeSet<>();

  /** Refused, and something else was stored since. */
  private final TreeSet<Long> refused = new TreeSet<>();

  /** Refused, and nothing was stored since. */
  private final TreeSet<Long> refusedOfLate = new TreeSet<>();

  private FailingDisk disk;
  private int looks;
  private int mended;

  @BeforeEach
  void compile() throws IOException, InterruptedException {
    var compiled = FailingDisk.in(folder, scratch);
    assumeTrue(compiled.isPresent(), "no C compiler here");
    disk = compiled.orElseThrow();
  }

  /** What the killed process had written last, the disk has not, though the next one reads it. */
  @Test
  void whatIsStoredBehindTheLogOfAnEarlierProcessOutlivesAPowerLoss() throws IOException {
    try (OtherProcess earlier = writer(0)) {
      listen(earlier, 300);
      disk.fail("sync-log");
      while (listen(earlier, 1) != 'f') {}
      earlier.kill();
      listen(earlier, Integer.MAX_VALUE);
    }
    refusedOfLate.clear();
    disk.work();
    try (OtherProcess later = writer(1)) {
      listen(later, 300);
      later.kill();
      listen(later, Integer.MAX_VALUE);
    }

    Path left = Files.createDirectory(scratch.resolve("disk"));
    disk.copyDisk(left);
    look(left, "a loss of power");
  }

  /** Then all is in the log, which grows: nothing is refused, and somebody should know. */
  @Test
  void aDatabaseThatCannotBeWrittenIsCounted() throws IOException {
    try (OtherProcess writer = writer(0)) {
      disk.fail("sync-database");
      while (listen(writer, 1) != 'c') {}
      listen(writer, 2_000);
    }
    assertThat(refusedOfLate).isEmpty();
    assertThat(refused).isEmpty();
  }

  @Test
  void whatWasAnsweredOutlivesIt() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      String fault = FAULTS.get(i % FAULTS.size());
      String round = "round " + i + " of seed " + SEED + ": " + fault;
      work(i, fault);
      refusedOfLate.clear();
      Path memory = Files.createDirectory(scratch.resolve("memory" + i));
      disk.copyMemory(memory);
      look(memory, "the next process after " + round);
      Path left = Files.createDirectory(scratch.resolve("disk" + i));
      disk.copyDisk(left);
      look(left, "a loss of power after " + round);
      if (random.nextBoolean()) {
        disk.losePower();
      }
    }

    assertThat(looks).isEqualTo(2 * ROUNDS);
    assertThat(mended).as("disks that worked again").isPositive();
    assertThat(refused).as("messages refused").isNotEmpty();
    assertThat(stored).as("messages stored").hasSizeGreaterThan(ROUNDS);
  }

  private void work(int round, String fault) throws IOException {
    try (OtherProcess writer = writer(round)) {
      listen(writer, 1 + random.nextInt(2_000));
      disk.fail(fault);
      while (fault.contains("-log") && listen(writer, 1) != 'f') {}
      listen(writer, random.nextInt(1_000));
      if (round % 2 == 0) {
        disk.work();
        // Or the time limit of the test passes.
        while (listen(writer, 1) != 's') {}
        mended++;
        listen(writer, random.nextInt(500));
      }
      writer.kill();
      listen(writer, Integer.MAX_VALUE);
    }
    disk.work();
  }

  private OtherProcess writer(int round) throws IOException {
    OtherProcess writer =
        OtherProcess.running(
            disk.environment(),
            WriterMain.class,
            folder.resolve("outbox.db").toString(),
            String.valueOf(round * NUMBERS),
            String.valueOf(1 + random.nextInt(50)));
    assertThat(writer.readLine()).isEqualTo("open");
    return writer;
  }

  /** Hears some answers; the kind of the last one. */
  private char listen(OtherProcess writer, int answers) throws IOException {
    char kind = ' ';
    for (int i = 0; i < answers; i++) {
      String line = writer.readLine();
      if (line == null) {
        assertThat(answers).as("the process ended by itself").isEqualTo(Integer.MAX_VALUE);
        return kind;
      }
      // The last line may be torn: then it is of one that was printed before, or none.
      if (line.matches("[src][0-9]{1,9}|f[0-9]{1,9} .*")) {
        kind = line.charAt(0);
        take(kind, Long.parseLong(line.substring(1).split(" ", -1)[0]));
      }
    }
    return kind;
  }

  private void take(char kind, long number) {
    if (kind == 'f') {
      refusedOfLate.add(number);
    } else if (kind == 'r') {
      removed.add(number);
    } else if (kind == 's') {
      stored.add(number);
      refused.addAll(refusedOfLate);
      refusedOfLate.clear();
    }
  }

  private void look(Path where, String when) throws IOException {
    looks++;
    try (OutboxRig outbox = new OutboxRig(where.resolve("outbox.db"))) {
      Page page = new Page();
      outbox.store().load(MessageClass.AT_LEAST_ONCE, 0, Integer.MAX_VALUE, Long.MAX_VALUE, page);
      outbox.settle();
      List<Long> there = page.messages().stream().map(FailingDiskTest::value).toList();
      TreeSet<Long> missing = new TreeSet<>(stored);
      missing.removeAll(there);
      missing.removeAll(removed);
      assertThat(missing).as("answered, and not there: " + when).isEmpty();
      assertThat(there).as("order: " + when).isSorted().doesNotHaveDuplicates();
      assertThat(there).as("refused, and there: " + when).noneMatch(refused::contains);
    }
  }

  private static long value(StoredMessage stored) {
    return Long.parseLong(((OutboundMessage.Text) stored.message()).text().substring(1));
  }
}
