package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How protocols are found. */
final class ProtocolsTest {

  @Test
  void everyNameFindsItsProtocol() {
    assertThat(Protocols.names()).containsExactly("raw", "json");
    for (String name : Protocols.names()) {
      assertThat(Protocols.byName(name).orElseThrow().profile().name()).isEqualTo(name);
    }
  }

  @Test
  void anUnknownNameFindsNothing() {
    assertThat(Protocols.byName("Raw")).isEmpty();
    assertThat(Protocols.byName("")).isEmpty();
  }
}
