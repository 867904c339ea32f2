package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the daemon accepted into a file is there for the next one, and for people. */
@EndToEndTest
class OutboxIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void whatWasAcceptedOutlivesKillNine(Daemons daemons, RawGateway gateway) throws Exception {
    Path file = daemons.folder().resolve("outbox.db");
    gateway.stopListening();
    DaemonProcess killed =
        daemons.run(gateway.uri()).with("OUTBOX", file.toString()).arguments("--stdin").start();
    killed.awaitLog("Messages are kept in ");
    for (int i = 1; i <= 20; i++) {
      killed.type("line " + i);
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> count(daemons, file).contains("  waiting  20 messages"));
    DaemonProcess second = daemons.run(gateway.uri()).with("OUTBOX", file.toString()).start();
    second.assertExit(2, SOON);
    assertThat(second.log()).contains("is in use by the process ");
    second.assertNoStackTrace();
    killed.signal("KILL");
    killed.awaitExit(SOON);

    gateway.listenAgain();
    DaemonProcess next = daemons.run(gateway.uri()).with("OUTBOX", file.toString()).start();
    next.awaitUp(1);

    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    record.awaitFrames(Opcode.TEXT, 20, SOON);
    assertThat(record.texts()).hasSize(20).startsWith("line 1", "line 2").endsWith("line 20");
    next.signal("TERM");
    next.assertExit(0, SOON);
    assertThat(count(daemons, file)).isEqualTo("no messages");
    assertThat(daemons.folder().resolve("outbox.db.native"))
        .as("what the one that was killed had unpacked is gone")
        .isEmptyDirectory();
  }

  @Test
  void whatCouldNotBeDeliveredIsSentAsSoonAsSomebodyWantsItTried(
      Daemons daemons, RawGateway gateway) throws Exception {
    Path file = daemons.folder().resolve("outbox.db");
    gateway.stopListening();
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("OUTBOX", file.toString())
            // Long enough for the way from the one process to the other.
            .with("OUTBOX_MAX_AGE", "8s")
            .with("ADMIN_ADDRESS", "127.0.0.1:0")
            .start();
    Admin admin = Admin.of(daemon);
    admin.post("/v1/connections/gateway/send", "{\"text\":\"late\"}");
    Awaitility.await("it is too old").pollDelay(Duration.ofMillis(8_100)).until(() -> true);
    gateway.listenAgain();
    daemon.awaitUp(1);
    Awaitility.await("it is put aside")
        .atMost(SOON)
        .until(() -> count(daemons, file).contains("1 message"));

    assertThat(admin.get("/v1/connections/gateway/outbox").body())
        .startsWith("{\"connection\":\"gateway\",\"durable\":true,\"classes\":[{")
        .contains("\"waiting\":[]", "\"dead\":[{\"number\":1,", "\"text\":\"late\"}]");

    DaemonProcess retry =
        daemons
            .command("outbox", "retry", "--file", file.toString(), "1")
            .with("ADMIN_ADDRESS", admin.address())
            .start();
    retry.assertExit(0, SOON);

    assertThat(retry.stdout())
        .containsExactly(
            "message 1 waits again", "the daemon sends them as soon as its link is up");
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    assertThat(record.awaitFrame(Opcode.TEXT, SOON).text()).isEqualTo("late");
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);
    assertThat(count(daemons, file)).isEqualTo("no messages");
  }

  @Test
  void aFileThatCannotBeUsedIsOneLine(Daemons daemons, RawGateway gateway) throws Exception {
    Path file = daemons.folder().resolve("missing").resolve("outbox.db");

    DaemonProcess daemon = daemons.run(gateway.uri()).with("OUTBOX", file.toString()).start();

    daemon.assertExit(2, SOON);
    assertThat(daemon.stderr())
        .containsExactly(
            "cannot open the outbox "
                + file
                + ": the folder "
                + file.getParent()
                + " does not exist");
  }

  private static String count(Daemons daemons, Path file) throws Exception {
    DaemonProcess command = daemons.command("outbox", "count", "--file", file.toString()).start();
    command.assertExit(0, SOON);
    return String.join("\n", command.stdout());
  }
}
