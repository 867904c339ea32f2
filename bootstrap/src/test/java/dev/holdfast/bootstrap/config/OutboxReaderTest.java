package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.outbox.OutboxSettings.Overflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where messages wait for the gateway, and how many. */
final class OutboxReaderTest {

  @TempDir private Path folder;

  private Given given() {
    return Given.gateway(folder);
  }

  @Test
  void messagesAreKeptInMemoryUnlessTheUserSaysOtherwise() throws ConfigException {
    assertThat(given().config().storage()).isEqualTo(OutboxStorage.IN_MEMORY);
    assertThat(given().variable("OUTBOX", "Memory").config().storage().file()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/var/lib/holdfast, /x, /home/me, /var/lib/holdfast/outbox.db",
    "/var/lib/a:/var/lib/b, '', '', /var/lib/a/outbox.db",
    "'', /x/state, /home/me, /x/state/holdfast/outbox.db",
    "'', relative, /home/me, /home/me/.local/state/holdfast/outbox.db",
    "'', '', /home/me, /home/me/.local/state/holdfast/outbox.db"
  })
  void durableMeansWhereStateIsKept(String service, String user, String home, Path expected)
      throws ConfigException {
    Given given =
        given()
            .variable("OUTBOX", "durable")
            .variable("STATE_DIRECTORY", service)
            .variable("XDG_STATE_HOME", user)
            .variable("HOME", home);

    assertThat(given.config().storage().file()).contains(expected);
    assertThat(given.config().storage().usualPlace()).isTrue();
    assertThat(given.shown("OUTBOX")).isEqualTo("durable: " + expected);
  }

  @Test
  void durableNeedsAPlace() {
    assertThat(given().variable("OUTBOX", "durable").problem())
        .contains("OUTBOX", "STATE_DIRECTORY, XDG_STATE_HOME and HOME");
  }

  @Test
  void aPathIsRelativeToTheWorkingDirectory() throws ConfigException {
    OutboxStorage storage = given().variable("OUTBOX", "data/out.db").config().storage();

    assertThat(storage.file()).contains(folder.resolve("data/out.db"));
    assertThat(storage.usualPlace()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"durabel", "yes", "outbox"})
  void aSlipOfThePenIsNoFile(String text) {
    assertThat(given().variable("OUTBOX", text).problem())
        .contains("OUTBOX", text, "memory, durable, or the path of a file");
  }

  @Test
  void inYamlItIsOneWordOrASection() throws ConfigException {
    assertThat(given().yaml("outbox: out.db").config().storage().file())
        .contains(folder.resolve("out.db"));
    Given section =
        given()
            .yaml(
                "outbox:",
                "  path: other.db",
                "  max-messages: 7",
                "  max-bytes: 8000",
                "  latest-value-max-messages: 5",
                "  best-effort-max-bytes: 600",
                "  best-effort-overflow: drop-oldest",
                "  max-age: 2h",
                "  max-dead-letters: 9",
                "  replay-rate: 50",
                "  acknowledged-within: 5s",
                "max-message-bytes: 1000");

    assertThat(section.config().storage())
        .isEqualTo(new OutboxStorage(Optional.of(folder.resolve("other.db")), false, 9));
    OutboxSettings settings = section.config().first().outbox();
    assertThat(settings.atLeastOnce()).isEqualTo(new OutboxLimits(7, 8000, 1000));
    assertThat(settings.latestValue()).isEqualTo(new OutboxLimits(5, 8000, 1000));
    assertThat(settings.bestEffort()).isEqualTo(new OutboxLimits(7, 600, 1000));
    assertThat(settings.bestEffortOverflow()).isEqualTo(Overflow.DROP_OLDEST);
    assertThat(settings.maxAge()).contains(Duration.ofHours(2));
    assertThat(settings.replay().perSecond()).isEqualTo(50);
    assertThat(settings.acknowledgedWithin()).isEqualTo(Duration.ofSeconds(5));
    assertThat(section.sourceOf("OUTBOX")).isEqualTo("holdfast.yaml line 2");
  }

  @Test
  void aJournalNeedsASinkThatMayLoseNothing() {
    assertThat(
            given()
                .yaml(
                    "outbox: a.db",
                    "journal: on",
                    "sinks:",
                    "  - type: file",
                    "    path: readings.ndjson",
                    "    when-full: drop-oldest")
                .problem())
        .contains("journal")
        .contains("at least one sink that blocks when it is full");
  }

  @Test
  void aJournalIsKeptInTheFileOfTheOutbox() throws Exception {
    assertThat(given().variable("OUTBOX", "a.db").config().storage().journal()).isEmpty();
    for (String on : new String[] {"on", "true"}) {
      assertThat(given().yaml("outbox: a.db", "journal: " + on).config().storage().journal())
          .contains(new OutboxStorage.Journal(100_000, 256L << 20));
    }
  }

  @Test
  void aJournalHasBounds() throws Exception {
    assertThat(
            given()
                .yaml(
                    "outbox: a.db",
                    "journal:",
                    "  enabled: on",
                    "  max-messages: 5",
                    "  max-bytes: 600")
                .config()
                .storage()
                .journal())
        .contains(new OutboxStorage.Journal(5, 600));
    assertThat(given().variable("JOURNAL_MAX_MESSAGES", "0").problem())
        .contains("JOURNAL_MAX_MESSAGES=0")
        .contains("from 1 to");
  }

  @Test
  void whoLooksIntoItNeedNotNameAGateway() throws ConfigException {
    ConfigRequest request = ConfigRequest.of(Map.of("OUTBOX", "/tmp/x.db"), folder);

    assertThat(new ConfigLoader(Protocols.names()).outbox(request).file())
        .contains(Path.of("/tmp/x.db"));
  }
}
