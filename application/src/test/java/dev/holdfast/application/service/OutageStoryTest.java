package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.LogCapture;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people are told of a long outage: enough, and not the same thing every half a minute. */
final class OutageStoryTest {

  private static final Cause REFUSED = Cause.of(CauseKind.CONNECT_REFUSED, "127.0.0.1:9561");

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  /** Everything that was logged, from the beginning. */
  private final List<ILoggingEvent> all = new ArrayList<>();

  @BeforeEach
  void listen() {
    rig.random().choose(0.99);
    rig.log().tell(all::add);
  }

  /** Lets every attempt fail until so much time has passed. */
  private void fail(Cause cause, Duration time) {
    long end = rig.loop().nanoTime() + time.toNanos();
    while (rig.loop().nanoTime() - end < 0) {
      if (rig.state() == ConnectionState.CONNECTING) {
        rig.link().end(cause);
        rig.run();
      }
      rig.pass(Duration.ofMillis(100));
    }
  }

  /** What people see: at info level, as text. Forgets it. */
  private List<String> told() {
    List<String> lines =
        all.stream()
            .filter(event -> !LogCapture.fields(event).containsKey("repeated"))
            .map(ILoggingEvent::getFormattedMessage)
            .toList();
    all.clear();
    return lines;
  }

  private List<String> toldOf(String part) {
    return told().stream().filter(line -> line.contains(part)).toList();
  }

  @Test
  void threeFailuresAreToldInFullAndThenNowAndThen() {
    rig.connect();
    fail(REFUSED, Duration.ofMinutes(31));

    List<ILoggingEvent> events = List.copyOf(all);
    List<String> lines = told();
    assertThat(lines)
        .filteredOn(line -> line.contains("CONNECTING -> CLOSED (connect refused)"))
        .hasSize(3);
    assertThat(lines).filteredOn(line -> line.contains("-> CONNECTING")).hasSize(3);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("Still down"))
        .hasSize(4)
        .first()
        .asString()
        .matches(
            "Still down \\(connect refused\\) 127.0.0.1:9561, \\d attempts in 1 min, next in"
                + " \\d+.\\d s");
    assertThat(lines).hasSize(3 * 3 + 4);
    assertThat(events.stream().filter(OutageStoryTest::isTransition))
        .as("machines get all of them")
        .hasSizeGreaterThan(150);
    ILoggingEvent still =
        events.stream()
            .filter(event -> LogCapture.fields(event).containsValue("still-down"))
            .findFirst()
            .orElseThrow();
    assertThat(LogCapture.fields(still))
        .contains(
            Map.entry("connection", "press-7"),
            Map.entry("cause", "connect-refused"),
            Map.entry("detail", "127.0.0.1:9561"))
        .containsKeys("downMs", "retryInMs", "failures");
  }

  private static boolean isTransition(ILoggingEvent event) {
    return LogCapture.fields(event).containsValue("state");
  }

  @Test
  void theEndOfItIsTold() {
    rig.connect();
    fail(REFUSED, Duration.ofMinutes(14));
    while (rig.state() != ConnectionState.CONNECTING) {
      rig.pass(Duration.ofMillis(100));
    }
    told();
    rig.accept();

    assertThat(told())
        .hasSize(2)
        .contains("Connection state: CONNECTING -> CONNECTED (handshake completed), attempt 31")
        .last()
        .asString()
        .isEqualTo("Up again after 14 min, 31 attempts");

    rig.passSeconds(11);
    assertThat(told()).as("said once").isEmpty();
    rig.lose();
    assertThat(toldOf("CONNECTED -> CLOSED (link lost)")).hasSize(1);
  }

  @Test
  void aShortOutageNeedsNoSummary() {
    rig.connect();
    fail(REFUSED, Duration.ofSeconds(3));
    rig.accept();

    assertThat(toldOf("Up again")).isEmpty();
  }

  @Test
  void anotherCauseIsNewsAtOnce() {
    rig.connect();
    fail(REFUSED, Duration.ofMinutes(10));
    told();
    fail(Cause.of(CauseKind.DNS_FAILURE), Duration.ofSeconds(40));

    assertThat(toldOf("(name not resolved)")).isNotEmpty();
  }

  @Test
  void causesThatTakeTurnsAreNoNewsForEver() {
    rig.connect();
    Cause[] causes = {REFUSED, Cause.of(CauseKind.CONNECT_TIMEOUT)};
    for (int i = 0; i < 100; i++) {
      fail(causes[i % 2], Duration.ofSeconds(31));
    }

    assertThat(told()).filteredOn(line -> line.contains("CONNECTING -> CLOSED")).hasSize(2 * 3);
  }

  @Test
  void aCauseThatWasAwayForLongIsNewsAgain() {
    rig.connect();
    fail(REFUSED, Duration.ofMinutes(10));
    fail(Cause.of(CauseKind.DNS_FAILURE), Duration.ofMinutes(10));
    told();
    fail(REFUSED, Duration.ofSeconds(31));

    assertThat(toldOf("CONNECTING -> CLOSED (connect refused)")).isNotEmpty();
  }

  @Test
  void moreCausesThanAnybodyTellsApartAreNoNewsAnyMore() {
    rig.connect();
    for (int code = 0; code < 2 * OutageStory.CAUSES_MOST; code++) {
      rig.link().end(Cause.handshakeRejected(500 + code, "", Optional.empty()));
      rig.run();
      while (rig.state() != ConnectionState.CONNECTING) {
        rig.pass(Duration.ofMillis(100));
      }
    }

    assertThat(told())
        .filteredOn(line -> line.contains("CONNECTING -> CLOSED"))
        .hasSize(OutageStory.CAUSES_MOST);
  }

  @Test
  void whatTheUserDoesIsTold() {
    rig.connect();
    fail(REFUSED, Duration.ofMinutes(10));
    told();
    if (rig.state() == ConnectionState.DISCONNECTED) {
      rig.reconnectNow();
    }
    rig.link().end(REFUSED);
    rig.run();

    assertThat(told()).hasSize(3);
  }

  @Test
  void aLinkThatComesUpAndFallsDownAgainIsOneOutage() {
    rig.bringUp();
    rig.passSeconds(11);
    for (int i = 0; i < 40; i++) {
      rig.lose();
      while (rig.state() != ConnectionState.CONNECTING) {
        rig.pass(Duration.ofMillis(100));
      }
      rig.accept();
      rig.passSeconds(1);
    }
    assertThat(toldOf("Connection state"))
        .as("up at first, down three times, up twice")
        .hasSize(2 + 3 * 2 + 2 * 2);

    rig.passSeconds(10);
    assertThat(told()).hasSize(1).first().asString().startsWith("Up again after");
  }
}
