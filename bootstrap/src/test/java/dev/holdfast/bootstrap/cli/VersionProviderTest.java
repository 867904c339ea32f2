package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code holdfast --version}. */
class VersionProviderTest {

  @Test
  void namesOurVersionAndTheJavaItRunsOn() {
    assertThat(new VersionProvider().getVersion())
        .singleElement()
        .asString()
        .matches("holdfast (\\S+|\\(not built\\)), Java " + Runtime.version().feature() + ".*");
  }
}
