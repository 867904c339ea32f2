package dev.holdfast.adapter.simulation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.holdfast.adapter.simulation.world.WorldRun;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

final class RecordingTest {

  private static final long PLENTY = 64L << 20;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.holdfast");

  @BeforeEach
  void hush() {
    logger.setLevel(Level.OFF);
  }

  @AfterEach
  void speakAgain() {
    logger.setLevel(null);
  }

  @Test
  void wholeWorldsAreReplayedBitForBit() throws Exception {
    long transitions = 0;
    long runs = 0;
    for (long seed = 0; seed < 60; seed++) {
      Replay.Result result = Replay.of(recordedWorld(seed));
      assertThat(result.difference()).as("seed %d: %s", seed, result.report()).isEmpty();
      assertThat(result.cut()).isEmpty();
      transitions += result.transitions();
      runs += result.runs();
    }
    assertThat(transitions).isGreaterThan(1_000);
    // Processes died and started again, behind what the file held.
    assertThat(runs).isGreaterThan(60);
  }

  private Path recordedWorld(long seed) throws RecordingException {
    Path file = folder.resolve("world-" + seed);
    Recording recording = Recording.to(file, "test", PLENTY, text -> text);
    WorldRun.of(seed).recordedBy(recording).run();
    recording.close(SOON);
    return file;
  }

  @Test
  void framesInARowAreOneLineAndCountAsManyEvents() throws Exception {
    Path file = folder.resolve("frames");
    Recording recording = Recording.to(file, "test", PLENTY, text -> text);
    recording.begun("c", ConnectionPolicy.defaults(), 0);
    for (int i = 1; i <= 10_000; i++) {
      recording.handled("c", new Event.FrameReceived(1), i, List.of(), List.of());
    }
    recording.handled("c", Event.DEADLINE_REACHED, 20_000, List.of(), List.of());
    recording.close(SOON);

    // In spurts, if the writer was faster for a moment.
    assertThat(Files.readAllLines(file).size()).isLessThan(100);
    assertThat(Replay.of(file).events()).isEqualTo(10_001);
  }

  @Test
  void everyValueSurvives() throws Exception {
    ConnectionPolicy odd =
        ConnectionPolicy.builder()
            .loginRequired(true)
            .maxLifetime(Optional.of(Duration.ofDays(3)))
            .maxReconnects(OptionalInt.of(0))
            .verdicts(
                VerdictTable.defaults()
                    .with(key("1000"), Verdict.BACKOFF, "x")
                    .with(key("4711"), Verdict.spread(Duration.ofNanos(1), SOON), "x")
                    .with(key("http 418"), Verdict.SLOW, "x")
                    .with(key("protocol-violation 1007"), Verdict.STOP, "x"))
            .build();
    Entry begin = new Entry.Begin("c", "1", 0, odd);
    Entry back = throughText(begin);
    assertThat(((Entry.Begin) back).policy().verdicts().verdictOn(Cause.closedByGateway(4711, "")))
        .isEqualTo(Verdict.spread(Duration.ofNanos(1), SOON));
    assertThat(new EntryWriter(text -> text).line(back))
        .isEqualTo(new EntryWriter(text -> text).line(begin));
    Cause cause = Cause.handshakeRejected(503, "\"ü\\", Optional.of(Duration.ofNanos(7)));
    Entry handled =
        new Entry.Handled(
            "c",
            new Event.Ended(3, cause),
            5,
            5,
            1,
            List.of(Math.nextDown(1.0), 0.1, Double.MIN_VALUE),
            List.of(
                new Transition(
                    ConnectionState.CONNECTED,
                    ConnectionState.CLOSED,
                    cause,
                    3,
                    new Next.Retry(Long.MAX_VALUE, 9, true))));
    assertThat(throughText(handled)).isEqualTo(handled);
    Optional<Duration> odd7 = Optional.of(Duration.ofNanos(7_000_000_001L));
    for (Event event :
        List.of(
            new Event.HandshakeCompleted(3),
            new Event.HandshakeCompleted(3, odd7),
            new Event.LoginAccepted(3),
            new Event.LoginAccepted(3, odd7))) {
      Entry said = new Entry.Handled("c", event, 5, 5, 1, List.of(), List.of());
      assertThat(throughText(said)).isEqualTo(said);
    }
  }

  private static CauseKey key(String text) {
    return CauseKey.parse(text).orElseThrow();
  }

  private static Entry throughText(Entry entry) throws IOException {
    return EntryReader.entry(JsonObject.of(new EntryWriter(text -> text).line(entry)));
  }

  @Test
  void aDifferenceIsFoundAndPrinted() throws Exception {
    Path file = recordedWorld(3);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int line = 0;
    while (!lines.get(line).contains("\"drawn\":[")) {
      line++;
    }
    lines.set(
        line, lines.get(line).replaceFirst("\"drawn\":\\[[^,\\]]*", "\"drawn\":[0.123456789"));
    Files.write(file, lines);

    Replay.Result result = Replay.of(file);
    assertThat(result.difference()).isPresent();
    assertThat(result.difference().get().line()).isEqualTo(line + 1);
    assertThat(result.report())
        .contains("different at line " + (line + 1))
        .contains("recorded: ")
        .contains("replayed: ");
  }

  @Test
  void aMissingEventIsADifference() throws Exception {
    Path file = recordedWorld(3);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(line -> line.contains("handshake-completed\",\"attempt\":"));
    Files.write(file, lines);
    assertThat(Replay.of(file).difference()).isPresent();
  }

  @Test
  void aFullFileEndsTheRecordingAndSaysSo() throws Exception {
    Path file = folder.resolve("small");
    Recording recording = Recording.to(file, "test", 10_000, text -> text);
    WorldRun.of(5).recordedBy(recording).run();
    recording.close(SOON);

    assertThat(Files.size(file)).isBetween(10_000L, 12_000L);
    Replay.Result result = Replay.of(file);
    assertThat(result.cut()).contains("the file has reached 10000 bytes");
    assertThat(result.difference()).isEmpty();
    assertThat(result.report()).contains("was cut").endsWith("the same, bit for bit");
  }

  @Test
  void aRecordingThatWasKilledIsReadAsFarAsItGoes() throws Exception {
    Path file = recordedWorld(6);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 20));
    Replay.Result result = Replay.of(file);
    assertThat(result.cut()).contains("it ends in the middle of a line");
    assertThat(result.difference()).isEmpty();
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() throws Exception {
    Path file = recordedWorld(6);
    Files.writeString(file, "x".repeat(1 << 20), StandardOpenOption.APPEND);
    int lines = Files.readAllLines(file).size();
    assertThat(Replay.of(file).cut()).contains("it ends in the middle of a line");
    Files.writeString(file, "x", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> Replay.of(file))
        .isInstanceOf(RecordingException.class)
        .hasMessage(
            file + ", line " + lines + ": longer than 1048576 characters, so it is no recording");
  }

  @Test
  void secretsThatAGatewayQuotesAreMaskedAndTheReplayStillFits() throws Exception {
    Path file = folder.resolve("secret");
    ConnectionPolicy policy = ConnectionPolicy.defaults();
    Cause cause = Cause.closedByGateway(1008, "token s3cr3t-t0ken is too old");
    Recording recording =
        Recording.to(file, "test", PLENTY, text -> text.replace("s3cr3t-t0ken", "***"));
    recording.begun("c", policy, 100);
    ConnectionMachine machine = new ConnectionMachine(policy, () -> 0L, 100);
    List<Transition> made = new ArrayList<>();
    Collected effects = new Collected(made);
    for (Event event :
        List.of(Event.CONNECT, new Event.HandshakeCompleted(1), new Event.Ended(1, cause))) {
      machine.handle(event, 200, effects);
      recording.handled("c", event, 200, List.of(), List.copyOf(made));
      made.clear();
    }
    recording.close(SOON);

    assertThat(Files.readString(file)).doesNotContain("s3cr3t").contains("token *** is too old");
    assertThat(Replay.of(file).difference()).isEmpty();
    assertThat(Replay.of(file).transitions()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|line 1: no JSON object: hello",
        "{\"recording\":2}|line 1: recording must be format 1 but was 2",
        "{\"recording\":1,\"connection\":\"c\"}|line 1: version must be a text but is missing",
        "{\"connection\":\"c\",\"t\":\"x\",\"event\":\"connect\"}|line 1: t must be a whole number but was x",
        "{\"connection\":\"c\",\"t\":1,\"event\":\"explode\"}|line 1: explode is no EventKind",
        "{\"connection\":\"c\",\"t\":1,\"event\":\"connect\"}|line 1: connection c was not begun before",
        "{\"connection\":\"c\",\"t\":1,\"event\":\"ended\",\"attempt\":1,\"cause\":{\"kind\":\"connect-requested\"}}|line 1: connect-requested does not end a link",
        "''|is no recording"
      })
  void whatCannotBeUnderstoodIsNamedInOneLine(String text, String expected) throws Exception {
    Path file = folder.resolve("odd");
    Files.writeString(file, text.isEmpty() ? "" : text + "\n");
    assertThatThrownBy(() -> Replay.of(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Replay.of(folder.resolve("nowhere")))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith("cannot read " + folder.resolve("nowhere"));
    assertThatThrownBy(() -> Recording.to(folder.resolve("no/where"), "test", PLENTY, text -> text))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith("cannot record to " + folder.resolve("no/where"));
  }

  @Test
  void aBackoffOfOnesOwnEndsTheRecordingNotTheRun() throws Exception {
    BackoffPolicy own =
        new BackoffPolicy() {
          @Override
          public long delayNanos(int failures, long previousNanos, double random) {
            return 1;
          }

          @Override
          public long baseNanos() {
            return 1;
          }

          @Override
          public long capNanos() {
            return 1;
          }
        };
    Path file = folder.resolve("own");
    Recording recording = Recording.to(file, "test", PLENTY, text -> text);
    recording.begun("c", ConnectionPolicy.builder().backoff(own).build(), 0);
    recording.handled("c", Event.CONNECT, 1, List.of(), List.of());
    recording.close(SOON);
    assertThat(Files.readString(file)).isEmpty();
  }

  @Test
  void causesOfEveryKindSurvive() throws Exception {
    for (CauseKind kind : CauseKind.values()) {
      if (kind.ending() && kind != CauseKind.SHUTDOWN) {
        Entry entry =
            new Entry.Handled(
                "c", new Event.GivenUp(1, Cause.of(kind)), 0, 0, 1, List.of(), List.of());
        assertThat(throughText(entry)).isEqualTo(entry);
      }
    }
  }
}
