package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How protocols are found. */
final class ProtocolsTest {

  @Test
  void everyNameFindsItsProtocol() {
    assertThat(Protocols.names())
        .containsExactly(
            "raw",
            "json",
            "ctc",
            "home-assistant",
            "ocpp-j",
            "ocpp-j-1.6",
            "ocpp-j-2.0.1",
            "signalk");
    for (String name : Protocols.names()) {
      assertThat(Protocols.byName(name).orElseThrow().profile().name()).isEqualTo(name);
    }
  }

  @Test
  void thoseThatAreDescribedShowTheirDescription() {
    assertThat(Protocols.description("ctc").orElseThrow()).startsWith("name: ctc\n");
    assertThat(Protocols.description("raw")).isEmpty();
    assertThat(Protocols.description("../ctc")).isEmpty();
  }

  @Test
  void anUnknownNameFindsNothing() {
    assertThat(Protocols.byName("Raw")).isEmpty();
    assertThat(Protocols.byName("")).isEmpty();
  }
}
