package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing here prints a secret, neither in the log nor when somebody prints a value. */
final class SecretsTest {

  private static final String SECRET = "s3cr3t";

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void credentialsPrintWhichPartsThereAre() {
    Credentials credentials =
        new Credentials(Optional.of(SECRET), Optional.of(SECRET), Optional.empty());
    assertThat(credentials).hasToString("Credentials[email=***, password=***, token=none]");
  }

  @Test
  void requestsPrintNeitherHeaderValuesNorTheQuery() {
    HandshakeRequest request =
        new HandshakeRequest(
            URI.create("wss://gateway.test:8443/live?token=" + SECRET),
            Map.of("Authorization", SECRET),
            List.of("v1"),
            false);
    assertThat(request)
        .hasToString(
            "HandshakeRequest[wss://gateway.test:8443/live, headers=[Authorization],"
                + " subprotocols=[v1]]");
  }

  @Test
  void aHeaderThatCannotBeSentIsRefusedWithoutItsValue() {
    assertThatThrownBy(
            () ->
                new HandshakeRequest(
                    URI.create("ws://gateway.test"),
                    Map.of("X-Token", SECRET + "\r\nX-Evil: 1"),
                    List.of(),
                    false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header X-Token holds a character that HTTP does not allow");
  }

  @Test
  void settingsPrintTheIdOnly() {
    ConnectionSettings settings =
        new ConnectionSettings(
            "press-7",
            List.of(URI.create("ws://gateway.test/?token=" + SECRET)),
            Map.of("Authorization", SECRET),
            ConnectionPolicy.defaults(),
            HeartbeatMode.PING,
            OutboxSettings.defaults());
    assertThat(settings).hasToString("ConnectionSettings[press-7]");
  }

  @Test
  void theLogOfAWholeLifeHoldsNone() {
    rig.credentials()
        .answer(new Credentials(Optional.of(SECRET), Optional.of(SECRET), Optional.of(SECRET)));
    rig.headers(Map.of("Authorization", SECRET));
    rig.endpoints("ws://gateway.test/?token=" + SECRET);
    rig.bringUp();
    rig.lose();
    rig.bringUp();
    rig.passSeconds(60);
    rig.bringUp();
    rig.link().closeByGateway(1000, "");
    rig.run();

    assertThat(rig.link().request().headers()).containsEntry("X-Token", SECRET);
    assertThat(rig.log().take()).hasSizeGreaterThan(8).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void aConnectionNeedsAnIdAndAnEndpoint() {
    assertThatThrownBy(() -> rig.endpoints().connection())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("connection press-7 needs at least one endpoint");
    rig.endpoints("ws://gateway.test");
    assertThatThrownBy(
            () ->
                new ConnectionSettings(
                    "",
                    List.of(URI.create("ws://gateway.test")),
                    Map.of(),
                    ConnectionPolicy.defaults(),
                    HeartbeatMode.PING,
                    OutboxSettings.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a connection needs an id");
  }
}
