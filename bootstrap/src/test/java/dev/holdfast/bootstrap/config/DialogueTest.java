package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.ScheduledAcquisition;
import dev.holdfast.application.service.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the connection asks of its gateway by itself. */
class DialogueTest {

  private static final long ONE_O_CLOCK = Instant.parse("2026-11-26T01:00:00Z").toEpochMilli();

  @TempDir private Path folder;

  private Given given;

  @BeforeEach
  void give() {
    given = Given.gateway(folder);
  }

  @Test
  void withoutAWordItAsksForNothing() throws ConfigException {
    assertThat(given.config().first().dialogue()).isEqualTo(DialogueSettings.defaults());
  }

  @Test
  void subscriptionsAndAcquisitionsAreRead() throws ConfigException {
    given.yaml(
        "command:",
        "  timeout: 7s",
        "subscriptions:",
        "  - name: changes",
        "  - name: alarms",
        "    payload: '{\"level\":2}'",
        "acquisitions:",
        "  - name: bearing",
        "    command: TAKE",
        "    payload: '{\"Serial\":7}'",
        "    started: STARTED",
        "    data: READING",
        "    subject: '7'",
        "    timeout: 90s",
        "    every: 10m",
        "    offset: 30s",
        "  - command: CHECK",
        "    data: STATE",
        "    cron: '30 6 * * *'",
        "    zone: Europe/Berlin");

    DialogueSettings dialogue = given.config().first().dialogue();

    assertThat(dialogue.commandTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(dialogue.subscriptions())
        .containsExactly(
            new Subscription("changes", ""), new Subscription("alarms", "{\"level\":2}"));
    List<ScheduledAcquisition> acquisitions = dialogue.acquisitions();
    assertThat(acquisitions)
        .extracting(ScheduledAcquisition::acquisition)
        .containsExactly(
            new Acquisition(
                "TAKE", "{\"Serial\":7}", "STARTED", "READING", "7", Duration.ofSeconds(90)),
            new Acquisition("CHECK", "", "", "STATE", "", Duration.ofMinutes(1)));
    assertThat(acquisitions)
        .extracting(ScheduledAcquisition::name)
        .containsExactly("bearing", "CHECK");
    assertThat(next(acquisitions.get(0))).isEqualTo("2026-11-26T01:00:30Z");
    assertThat(next(acquisitions.get(1))).isEqualTo("2026-11-26T05:30:00Z");
    assertThat(given.shown("acquisitions[0].every")).isEqualTo("10m");
  }

  @Test
  void everyMistakeIsNamed() {
    given.yaml(
        "subscriptions:",
        "  - nam: changes",
        "acquisitions:",
        "  - command: TAKE",
        "    data: READING",
        "  - command: TAKE",
        "    name: TAKE",
        "    data: READING",
        "    every: 1m",
        "    cron: '* * * * *'",
        "  - name: late",
        "    command: TAKE",
        "    data: READING",
        "    cron: '61 * * * *'",
        "  - name: offset",
        "    command: TAKE",
        "    data: READING",
        "    every: 1m",
        "    offset: 1m",
        "    zone: Nowhere/Land",
        "  - name: never",
        "    command: TAKE",
        "    every: 10ms");

    assertThat(String.join("\n", given.problems()))
        .contains(
            "subscriptions[0].name", "is missing: expected what the session protocol calls it")
        .contains("subscriptions[0].nam", "did you mean name?")
        .contains("acquisitions[0]", "line 4", "expected either every: or cron:")
        .contains("acquisitions[1]", "a name that no other acquisition has")
        .contains("acquisitions[2].cron=61 * * * *", "as in a crontab")
        .contains("acquisitions[3].offset=1m", "a duration shorter than every, which is 1m")
        .contains("acquisitions[3].zone=Nowhere/Land", "a time zone such as Europe/Berlin")
        .contains("acquisitions[4].data", "is missing")
        .contains("acquisitions[4].every=10ms", "from 1s to 1d");
  }

  @Test
  void aListIsExpected() {
    given.yaml("subscriptions: changes");

    assertThat(given.problems())
        .singleElement()
        .asString()
        .contains("subscriptions", "expected a list, each entry beginning like - name: changes");
  }

  private static String next(ScheduledAcquisition acquisition) {
    return Instant.ofEpochMilli(acquisition.when().nextAfter(ONE_O_CLOCK).orElseThrow()).toString();
  }
}
