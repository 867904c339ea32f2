package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.verdict.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which session protocol is spoken: by name, or described in a file. */
final class ProtocolReaderTest {

  private static final String DESCRIPTION =
      "name: mine\nheartbeat: {mode: none}\nverdicts: {1000: reconnect, 1011: slow}\n";

  @TempDir private Path folder;

  private Given given(String protocol) {
    return Given.gateway(folder).variable("GATEWAY_PROTOCOL", protocol);
  }

  @Test
  void aNameIsOneThatComesWithTheProduct() throws Exception {
    assertThat(given(" CTC ").config().first().gateway().protocol()).isEqualTo("ctc");
    assertThat(given("ctc").config().first().gateway().describedProtocol()).isEmpty();
    assertThat(given("ctc").shown("GATEWAY_PROTOCOL")).isEqualTo("ctc");
  }

  @Test
  void aFileDescribesOne() throws Exception {
    Given given = given("mine.yaml").file("mine.yaml", DESCRIPTION);
    GatewayConfig gateway = given.config().first().gateway();
    assertThat(gateway.protocol()).isEqualTo("mine.yaml");
    assertThat(gateway.describedProtocol().orElseThrow().profile().name()).isEqualTo("mine");
    assertThat(given.shown("GATEWAY_PROTOCOL")).isEqualTo("mine.yaml");
    assertThat(given("mine.yml").file("mine.yml", DESCRIPTION).problems()).isEmpty();
  }

  @Test
  void itsProblemsAreToldWithThoseOfTheConfiguration() {
    assertThat(
            given("mine.yaml")
                .file("mine.yaml", "name: mine\nlogn: {}\nheartbeat: {mode: ping, mesage: {}}\n")
                .variable("HEARTBEAT_INTERVAL", "soon")
                .problems())
        .hasSize(3)
        .anyMatch(
            problem ->
                problem.startsWith("mine.yaml line 2, column 1: logn: is unknown; expected name")
                    && problem.endsWith("; did you mean login?"))
        .contains(
            "mine.yaml line 3, column 25: heartbeat.mesage: is unknown; expected message, mode,"
                + " interval-seconds, interval-milliseconds; did you mean message?")
        .anyMatch(problem -> problem.startsWith("HEARTBEAT_INTERVAL=soon"));
  }

  @Test
  void aFileThatCannotBeReadIsToldSo() {
    assertThat(given("mine.yaml").problem())
        .isEqualTo(
            "mine.yaml: expected a file that describes a protocol, but there is no such file");
  }

  @Test
  void anUnknownNameIsGuessed() {
    assertThat(given("home-asistant").problem())
        .endsWith("or a file such as my-gateway.yaml; did you mean home-assistant?");
  }

  @Test
  void itsVerdictsHoldUnlessTheConfigurationSaysOtherwise() throws Exception {
    var verdicts =
        given("mine.yaml")
            .file("mine.yaml", DESCRIPTION)
            .yaml("reconnect.verdicts: {1011: now}")
            .config()
            .first()
            .policy()
            .verdicts();
    assertThat(verdicts.verdictOn(Cause.closedByGateway(1000, ""))).isEqualTo(Verdict.BACKOFF);
    assertThat(verdicts.verdictOn(Cause.closedByGateway(1011, ""))).isEqualTo(Verdict.NOW);
  }

  @Test
  void itsHeartbeatHoldsUnlessTheConfigurationSaysOtherwise() throws Exception {
    Given given = given("mine.yaml").file("mine.yaml", DESCRIPTION);
    assertThat(given.config().first().policy().heartbeat().enabled()).isFalse();
    assertThat(
            given
                .variable("HEARTBEAT_MODE", "ping")
                .config()
                .first()
                .policy()
                .heartbeat()
                .enabled())
        .isTrue();
    assertThat(given.variable("HEARTBEAT_MODE", "message").problem())
        .contains("the protocol mine has no heartbeat message");
  }

  @Test
  void everyOneThatComesWithTheProductCanBeNamed() {
    for (String name : Protocols.names()) {
      assertThat(given(name).problems()).as(name).isEmpty();
    }
  }
}
