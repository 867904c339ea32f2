package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a gateway was told that was received is in the file of the sink, whenever the daemon dies.
 */
@EndToEndTest
class JournalIT {

  private static final int KILLS = 4;
  private static final int BETWEEN = 40;

  private static final String DESCRIPTION =
      """
      name: numbered
      messages:
        - when: {/type: alarm}
          is: notification
          id: /n
          acknowledge: {got: "${/n}"}
      """;

  @Test
  void everythingAcknowledgedIsInTheFileInItsOrder(
      Daemons daemons, RawGateway gateway, @TempDir Path folder) throws Exception {
    AtomicInteger acknowledged = new AtomicInteger();
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          // Sends again what it was not told about, a few at a time.
          while (true) {
            int from = acknowledged.get();
            for (int n = from + 1; n <= from + 5; n++) {
              connection.send(ServerFrame.text("{\"type\":\"alarm\",\"n\":" + n + "}"));
            }
            while (acknowledged.get() < from + 5) {
              ClientFrame frame = connection.readFrame();
              if (frame.is(Opcode.TEXT)) {
                int n = new ObjectMapper().readTree(frame.text()).path("got").asInt();
                acknowledged.accumulateAndGet(n, Math::max);
              }
            }
          }
        });
    Path description = Files.writeString(folder.resolve("numbered.yaml"), DESCRIPTION);
    Path readings = folder.resolve("readings.ndjson");
    Daemons.Start start =
        daemons
            .run(gateway.uri())
            .with("GATEWAY_PROTOCOL", description.toString())
            .with("OUTBOX", folder.resolve("outbox.db").toString())
            .with("JOURNAL", "on")
            .with("SINK_FILE", readings.toString());
    for (int kill = 1; kill <= KILLS; kill++) {
      DaemonProcess daemon = start.start();
      int enough = acknowledged.get() + BETWEEN;
      Awaitility.await().atMost(DaemonProcess.START).until(() -> acknowledged.get() >= enough);
      daemon.signal("KILL");
      daemon.awaitExit(DaemonProcess.START);
    }
    int told = acknowledged.get();
    DaemonProcess last = start.start();
    Awaitility.await()
        .atMost(DaemonProcess.START)
        .until(() -> numbers(readings).stream().anyMatch(n -> n >= told));
    last.signal("TERM");
    last.awaitExit(DaemonProcess.START);

    List<Integer> firsts = new ArrayList<>();
    for (int n : numbers(readings)) {
      if (firsts.isEmpty() || n > firsts.get(firsts.size() - 1)) {
        firsts.add(n);
      }
    }
    assertThat(firsts).as("without a gap, in order").hasSizeGreaterThanOrEqualTo(told);
    for (int i = 0; i < firsts.size(); i++) {
      assertThat(firsts.get(i)).isEqualTo(i + 1);
    }
  }

  private static List<Integer> numbers(Path file) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    if (!Files.exists(file)) {
      return numbers;
    }
    for (String line : Files.readAllLines(file)) {
      // A line may be torn by the crash, or be written this very moment.
      if (line.endsWith("}}")) {
        numbers.add(new ObjectMapper().readTree(line).path("message").path("n").asInt());
      }
    }
    return numbers;
  }
}
