package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bill of materials says what is shipped: every jar of lib/, byte for byte, and no other. */
class BillOfMaterialsIT {

  private JsonNode bill;

  @BeforeEach
  void read() throws IOException {
    Path file = Daemons.home().resolve("sbom.cdx.json");
    assumeTrue(
        Files.exists(file) || !"offline true".equals(System.getProperty("holdfast.built")),
        "Maven makes no bill of materials when it is offline");
    bill = new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void everyJarIsInItAndNothingElse() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    for (JsonNode component : bill.path("components")) {
      listed.put(sha256(component), component.path("purl").asText());
    }
    Map<String, String> shipped = new TreeMap<>();
    try (Stream<Path> jars = Files.list(Daemons.home().resolve("lib"))) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        shipped.put(sha256(jar), jar.getFileName().toString());
      }
    }
    // What the bill is of is not among its components.
    String own =
        bill.at("/metadata/component/name").asText()
            + "-"
            + bill.at("/metadata/component/version").asText()
            + ".jar";
    assertThat(shipped.values().remove(own)).as(own).isTrue();

    Map<String, String> unlisted = new TreeMap<>(shipped);
    unlisted.keySet().removeAll(listed.keySet());
    Map<String, String> unshipped = new TreeMap<>(listed);
    unshipped.keySet().removeAll(shipped.keySet());
    assertThat(unlisted.values()).as("shipped, and not in the bill").isEmpty();
    assertThat(unshipped.values()).as("in the bill, and not shipped").isEmpty();
    assertThat(shipped).hasSizeGreaterThan(30);
  }

  @Test
  void itSaysUnderWhichLicence() {
    for (JsonNode component : bill.path("components")) {
      assertThat(component.path("licenses")).as(component.path("purl").asText()).isNotEmpty();
    }
  }

  @Test
  void itTellsNothingOfTheBuild() {
    UUID serial =
        UUID.fromString(bill.path("serialNumber").asText().substring("urn:uuid:".length()));
    assertThat(serial.version()).as("made from the name, not drawn").isEqualTo(3);
    assertThat(bill.at("/metadata/timestamp").asText()).isIn("", "2026-11-22T00:00:00Z");
    assertThat(bill.toString()).doesNotContain(System.getProperty("user.home") + "/");
  }

  private static String sha256(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    throw new AssertionError("no SHA-256 of " + component.path("purl").asText());
  }

  private static String sha256(Path jar) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
  }
}
