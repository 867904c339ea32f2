package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.adapter.simulation.preset.Presets;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Simulations from the command line. */
@EndToEndTest
class SimulateIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int POLICIES = Presets.names().size();

  @Test
  void aStormIsATableAndFilesThatOthersCanRead(Daemons daemons) throws Exception {
    DaemonProcess simulate =
        daemons
            .command("simulate", "outage", "--devices", "1000", "--duration", "10m")
            .arguments("--policies", "holdfast,socket.io", "--json", "storm.json")
            .arguments("--html", "storm.html")
            .start();
    simulate.assertExit(0, SOON);
    assertThat(simulate.stderr()).isEmpty();
    assertThat(simulate.stdout())
        .anyMatch(line -> line.startsWith("outage: 1,000 devices"))
        .anyMatch(line -> line.startsWith("holdfast "))
        .anyMatch(line -> line.startsWith("socket.io "));

    JsonNode json = new ObjectMapper().readTree(daemons.folder().resolve("storm.json").toFile());
    assertThat(json.path("complete").asBoolean()).isTrue();
    assertThat(json.path("results")).hasSize(2);
    JsonNode ours = json.path("results").path(0);
    assertThat(ours.path("policy").path("name").asText()).isEqualTo("holdfast");
    assertThat(ours.path("devices").asInt()).isEqualTo(1000);
    assertThat(ours.path("attempts").asLong()).isGreaterThan(10_000);
    assertThat(Files.readString(daemons.folder().resolve("storm.html")))
        .contains("socket.io")
        .as("a page that needs no network")
        .doesNotContainPattern("(?:src|href)=[\"']?(?:https?:)?//");
  }

  @Test
  void anAssertionThatDoesNotHoldFailsABuild(Daemons daemons) throws Exception {
    DaemonProcess simulate =
        daemons
            .command("simulate", "--devices", "500", "--assert", "peak<=5/s")
            .arguments("--assert", "t100<=60s")
            .start();
    simulate.assertExit(5, SOON);
    assertThat(simulate.stderr())
        .singleElement()
        .asString()
        .startsWith("holdfast: peak<=5/s does not hold, peak is ");
  }

  @Test
  void badInputIsALineWithoutAPageOfHelp(Daemons daemons) throws Exception {
    for (String wrong : List.of("--devices=none", "--duration=banana", "--assert=x", "nowhere")) {
      DaemonProcess simulate = daemons.command("simulate", wrong).start();
      simulate.assertExit(2, SOON);
      assertThat(simulate.stdout()).isEmpty();
      assertThat(simulate.stderr()).hasSizeBetween(1, 2);
      simulate.assertNoStackTrace();
    }
  }

  @Test
  void worldsAreLived(Daemons daemons) throws Exception {
    DaemonProcess simulate =
        daemons.command("simulate", "worlds", "--seeds", "20", "--seed", "100").start();
    simulate.assertExit(0, SOON);
    assertThat(simulate.stderr()).isEmpty();
    assertThat(simulate.stdout())
        .singleElement()
        .asString()
        .startsWith("20 worlds from seed 100, ")
        .endsWith(" checks: every promise kept");
  }

  @Test
  void everyStateIsExplored(Daemons daemons) throws Exception {
    DaemonProcess simulate = daemons.command("simulate", "states").start();
    simulate.assertExit(0, SOON);
    assertThat(simulate.stderr()).isEmpty();
    assertThat(simulate.stdout()).last().asString().endsWith(": every property holds");
  }

  @Test
  void aLongRunThatIsInterruptedPrintsWhatThereIs(Daemons daemons) throws Exception {
    DaemonProcess simulate =
        daemons
            .command("simulate", "--devices", "500000", "--policies", "all", "--csv", "storm.csv")
            .with("HOLDFAST_JAVA_OPTS", "-Dholdfast.terminal=true")
            .start();
    simulate.awaitLog("% ");
    simulate.signal("INT");
    simulate.assertExit(130, SOON);
    assertThat(simulate.log()).contains("Ended early: ").contains(" of " + POLICIES + " policies");
    assertThat(simulate.stdout())
        .anyMatch(line -> line.startsWith("outage: 500,000 devices"))
        .anyMatch(line -> line.startsWith("holdfast "));
    assertThat(Files.readString(daemons.folder().resolve("storm.csv"))).contains("holdfast");
  }

  @Test
  void whatARunRecordedIsReplayed(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(1, Scripts.acceptsAndDrops());
    gateway.onConnection(Scripts.closesWith(ServerFrame.close(1000, "done")));
    daemons.run(gateway.uri()).arguments("--record", "run.recording").start().assertExit(0, SOON);

    DaemonProcess same = daemons.command("simulate", "--replay", "run.recording").start();
    same.assertExit(0, SOON);
    assertThat(same.stdout())
        .singleElement()
        .asString()
        .startsWith("1 run, ")
        .endsWith("the same, bit for bit");

    Path recording = daemons.folder().resolve("run.recording");
    String text = Files.readString(recording);
    String changed = text.replaceFirst("\"drawn\":\\[[0-9.]+", "\"drawn\":[0.123");
    assertThat(changed).as("a recording of another machine").isNotEqualTo(text);
    Files.writeString(recording, changed);
    DaemonProcess different = daemons.command("simulate", "--replay", "run.recording").start();
    different.assertExit(5, SOON);
    assertThat(String.join("\n", different.stdout())).contains("different at line ");
  }
}
