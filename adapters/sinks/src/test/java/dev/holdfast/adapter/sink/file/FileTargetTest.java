package dev.holdfast.adapter.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.sink.json.Records;
import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.domain.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation, compression, crashes and locks, on a real file system and in virtual time. */
final class FileTargetTest {

  private static final long MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z").toEpochMilli();
  private static final Executor AT_ONCE = Runnable::run;

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private final List<Target> open = new ArrayList<>();
  private long now = MIDNIGHT - 1_000;
  private Path file;
  private long batches;

  @BeforeEach
  void name() {
    file = folder.resolve("readings.ndjson");
  }

  @AfterEach
  void closeAll() throws IOException {
    for (Target target : open) {
      target.close();
    }
  }

  @Test
  void writesOneRecordALine() throws IOException {
    FileTarget target = open(options());
    write(target, "a", "b");
    write(target, "c");

    assertThat(texts(file)).containsExactly("a", "b", "c");
    assertThat(Files.readString(file)).endsWith("\n");
  }

  @Test
  void goesOnBehindWhatTheFileHolds() throws IOException {
    Files.writeString(file, record("old") + "\n");
    write(open(options()), "new");

    assertThat(texts(file)).containsExactly("old", "new");
  }

  @Test
  void aLineThatACrashTornIsEndedAndNeverMergedWithTheNext() throws IOException {
    String torn = "{\"connection\":\"pre";
    Files.writeString(file, record("old") + "\n" + torn);
    write(open(options()), "new");

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).isEqualTo(torn);
    assertThat(Records.text(lines.get(2))).isEqualTo("new");
  }

  @Test
  void rotatesBeforeAFileGetsTooLarge() throws IOException {
    FileTarget target = open(rotating(OptionalLong.of(250), Optional.empty(), 10, false));
    write(target, "a");
    write(target, "b");
    write(target, "c");

    assertThat(rotated()).hasSize(1);
    assertThat(texts(rotated().get(0))).containsExactly("a", "b");
    assertThat(texts(file)).containsExactly("c");
  }

  @Test
  void aBatchLargerThanAFileMayBeGetsOneOfItsOwn() throws IOException {
    FileTarget target = open(rotating(OptionalLong.of(10), Optional.empty(), 10, false));
    write(target, "a", "b");
    write(target, "c");

    assertThat(texts(rotated().get(0))).containsExactly("a", "b");
    assertThat(texts(file)).containsExactly("c");
  }

  @Test
  void beginsANewFileAtMidnight() throws IOException {
    FileTarget target = open(rotating(OptionalLong.empty(), Optional.of(Period.DAY), 10, false));
    write(target, "before");
    now = MIDNIGHT - 1;
    write(target, "just before");
    now = MIDNIGHT;
    write(target, "after");

    assertThat(rotated())
        .singleElement()
        .satisfies(
            path ->
                assertThat(path.getFileName()).hasToString("readings-20261126T000000.000Z.ndjson"));
    assertThat(texts(rotated().get(0))).containsExactly("before", "just before");
    assertThat(texts(file)).containsExactly("after");
  }

  @Test
  void beginsANewFileForADayThatPassedWhileItDidNotRun() throws IOException {
    Files.writeString(file, record("yesterday") + "\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(MIDNIGHT - 1));
    now = MIDNIGHT + 1;
    write(open(rotating(OptionalLong.empty(), Optional.of(Period.DAY), 10, false)), "today");

    assertThat(texts(rotated().get(0))).containsExactly("yesterday");
    assertThat(texts(file)).containsExactly("today");
  }

  @Test
  void rotatedFilesAreCompressedAndTheOldestRemoved() throws IOException {
    FileTarget target = open(rotating(OptionalLong.of(10), Optional.empty(), 3, true));
    for (String text : List.of("a", "b", "c", "d", "e", "f")) {
      write(target, text);
    }
    List<Path> files = rotated();
    assertThat(files).hasSize(3).allMatch(path -> path.toString().endsWith(".ndjson.gz"));
    assertThat(unzipped(files.get(0))).containsExactly("c");
    assertThat(unzipped(files.get(2))).containsExactly("e");
    assertThat(texts(file)).containsExactly("f");
  }

  @Test
  void filesOfTheSameMillisecondAreKeptApart() throws IOException {
    FileTarget target = open(rotating(OptionalLong.of(10), Optional.empty(), 10, false));
    write(target, "a");
    write(target, "b");
    write(target, "c");

    assertThat(rotated()).hasSize(2);
    assertThat(texts(rotated().get(0))).containsExactly("a");
    assertThat(texts(rotated().get(1))).containsExactly("b");
  }

  @Test
  void compressingIsNotDoneOnTheWritingPath() throws IOException {
    List<Runnable> tasks = new ArrayList<>();
    FileTarget target = open(rotating(OptionalLong.of(10), Optional.empty(), 10, true), tasks::add);
    write(target, "a");
    write(target, "b");
    write(target, "c");

    assertThat(rotated()).hasSize(2).noneMatch(path -> path.toString().endsWith(".gz"));
    assertThat(tasks).as("one wish that is not fulfilled is enough").hasSize(1);
    tasks.get(0).run();
    assertThat(rotated()).hasSize(2).allMatch(path -> path.toString().endsWith(".gz"));
  }

  @Test
  void whatACrashLeftUncompressedIsCompressedAtTheNextStart() throws IOException {
    Path left = folder.resolve("readings-20261125T100000.000Z.ndjson");
    Files.writeString(left, record("left") + "\n");
    Files.writeString(folder.resolve(left.getFileName() + ".gz.part"), "half");
    open(rotating(OptionalLong.of(10), Optional.empty(), 10, true));

    assertThat(unzipped(rotated().get(0))).containsExactly("left");
    assertThat(names()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("readings-2025.ndjson"), "mine");
    Path neighbour = Files.writeString(folder.resolve("other-20261125T100000.000Z.ndjson"), "mine");
    FileTarget target = open(rotating(OptionalLong.of(10), Optional.empty(), 0, true));
    write(target, "a");
    write(target, "b");

    assertThat(other).hasContent("mine");
    assertThat(neighbour).hasContent("mine");
    assertThat(rotated()).isEmpty();
  }

  @Test
  void aFileThatWasMovedAwayIsBegunAnew() throws IOException {
    FileTarget target = open(options());
    write(target, "a");
    Files.move(file, folder.resolve("taken"));
    write(target, "b");
    Files.delete(file);
    write(target, "c");

    assertThat(texts(folder.resolve("taken"))).containsExactly("a");
    assertThat(texts(file)).containsExactly("c");
  }

  @Test
  void twoWritersOfOneFileAreOneTooMany() throws IOException {
    open(options());

    assertThatThrownBy(() -> open(options()))
        .isInstanceOf(FileLockedException.class)
        .hasMessageContaining("readings.ndjson is being written by another");
  }

  @Test
  void aClosedFileIsFreeAgain() throws IOException {
    FileTarget first = open(options());
    write(first, "a");
    first.close();
    open.clear();
    write(open(options()), "b");

    assertThat(texts(file)).containsExactly("a", "b");
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    file = folder.resolve("missing").resolve("readings.ndjson");

    assertThatThrownBy(() -> open(options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void syncingIsDueAnIntervalAfterTheFirstUnsyncedWrite() throws IOException {
    FileTarget target = open(syncing(Duration.ofSeconds(1)));
    assertThat(target.upkeep(clock.nanoTime())).isEqualTo(Target.NEVER);
    write(target, "a");
    clock.advance(Duration.ofMillis(400));
    write(target, "b");
    assertThat(target.upkeep(clock.nanoTime())).isEqualTo(Duration.ofMillis(600).toNanos());
    clock.advance(Duration.ofMillis(600));
    assertThat(target.upkeep(clock.nanoTime())).isEqualTo(Target.NEVER);
  }

  @Test
  void withoutAPolicyNothingIsSynced() throws IOException {
    FileTarget target = open(options());
    write(target, "a");
    assertThat(target.upkeep(clock.nanoTime())).isEqualTo(Target.NEVER);
  }

  @Test
  void syncingEveryBatchLeavesNothingDue() throws IOException {
    FileTarget target = open(syncing(Duration.ZERO));
    write(target, "a");
    assertThat(target.upkeep(clock.nanoTime())).isEqualTo(Target.NEVER);
    assertThat(texts(file)).containsExactly("a");
  }

  private FileOptions options() {
    return rotating(OptionalLong.empty(), Optional.empty(), 10, false);
  }

  private FileOptions rotating(
      OptionalLong bytes, Optional<Period> period, int keep, boolean compress) {
    return new FileOptions(file, bytes, period, OptionalInt.of(keep), compress, Optional.empty());
  }

  private FileOptions syncing(Duration within) {
    return new FileOptions(
        file,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        false,
        Optional.of(within));
  }

  private FileTarget open(FileOptions options) throws IOException {
    return open(options, AT_ONCE);
  }

  private FileTarget open(FileOptions options, Executor background) throws IOException {
    FileTarget target = FileTarget.open(options, clock, () -> now, background);
    open.add(target);
    return target;
  }

  private void write(FileTarget target, String... texts) throws IOException {
    List<Received> messages =
        Stream.of(texts)
            .map(text -> new Received(new InboundMessage.Text("press-7", text), now))
            .toList();
    assertThat(target.write(new Batch(++batches, messages)))
        .isEqualTo(Outcome.done(messages.size()));
  }

  private static String record(String text) {
    return "{\"connection\":\"press-7\",\"message\":\"" + text + "\"}";
  }

  private static List<String> texts(Path path) throws IOException {
    return Files.readAllLines(path).stream().map(Records::text).toList();
  }

  private static List<String> unzipped(Path path) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .map(Records::text)
          .toList();
    }
  }

  private List<Path> rotated() throws IOException {
    return new RotatedFiles(file).oldestFirst();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }
}
