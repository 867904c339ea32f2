package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.bootstrap.lifecycle.NoticeReceiver;
import dev.holdfast.bootstrap.lifecycle.NoticeReceiver.Notice;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** systemd, or whoever else sets NOTIFY_SOCKET, is told what becomes of the daemon. */
@EndToEndTest
class ServiceManagerIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String PING = "WATCHDOG=1";

  @Test
  void everythingThatBecomesOfTheDaemonIsTold(Daemons daemons, RawGateway gateway)
      throws Exception {
    try (NoticeReceiver systemd = receiver(daemons)) {
      int port = freePort();
      gateway.stopListening();
      DaemonProcess daemon =
          daemons
              .run(gateway.uri())
              .with("NOTIFY_SOCKET", systemd.address())
              .with("ADMIN_ADDRESS", "127.0.0.1:" + port)
              .start();

      Notice ready = systemd.await(0, "READY without a gateway", it -> it.says("READY=1"));
      try (Socket admin = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(admin.isConnected()).as("the control API takes connections").isTrue();
      }
      assertThat(ready.value("STATUS").orElseThrow()).doesNotContain("gateway up");
      assertThat(systemd.all().get(0)).as("the first word").isEqualTo(ready);
      int away = systemd.mark();
      systemd.await(0, "why it is not up", status("gateway down since .*refused.*"));
      gateway.listenAgain();
      systemd.await(away, "up", status("gateway up"));
      int up = systemd.mark();
      gateway.stopListening();
      gateway.awaitConnection(1, SOON).reset();
      systemd.await(
          up,
          "down",
          status("gateway down since [0-2][0-9]:[0-5][0-9] UTC \\(.*\\), attempt [0-9]+ .*"));
      int down = systemd.mark();
      gateway.listenAgain();
      systemd.await(down, "up again", status("gateway up"));

      int before = systemd.mark();
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
      daemon.signal("HUP");
      Notice reloading = systemd.await(before, "RELOADING", it -> it.says("RELOADING=1"));
      Notice reloaded = systemd.await(before, "READY again", it -> it.says("READY=1"));
      assertThat(systemd.all().indexOf(reloading)).isLessThan(systemd.all().indexOf(reloaded));
      // The kernel's clock is the same for all processes; the beginning of a JVM's would not be.
      assertThat(Long.parseLong(reloading.value("MONOTONIC_USEC").orElseThrow()))
          .isBetween(micros, TimeUnit.NANOSECONDS.toMicros(reloading.atNanos()));

      int last = systemd.mark();
      daemon.signal("TERM");
      Notice stopping = systemd.await(last, "STOPPING", it -> it.says("STOPPING=1"));
      assertThat(stopping.value("STATUS")).contains("Stopping");
      daemon.assertExit(0, SOON);
      systemd.await(last, "how it ended", status("Stopped: stopped as asked.*"));
      assertThat(systemd.saying("STOPPING=1")).hasSize(1);
      assertThat(systemd.saying("READY=1")).hasSize(2);
      assertThat(systemd.saying(PING)).as("nobody asked for a watchdog").isEmpty();
      assertThat(daemon.log()).doesNotContain("NOTIFY_SOCKET");
    }
  }

  @Test
  void theWatchdogIsPingedAtTwiceItsRate(Daemons daemons, RawGateway gateway) throws Exception {
    try (NoticeReceiver systemd = receiver(daemons)) {
      // As systemd does it: the number is known before the launcher begins, and is ours after it.
      Path starter = daemons.folder().resolve("start");
      Files.writeString(
          starter,
          "#!/bin/sh\nWATCHDOG_PID=$$ exec '" + Daemons.home().resolve("bin/holdfast") + "' run\n");
      assertThat(starter.toFile().setExecutable(true)).isTrue();
      DaemonProcess daemon =
          daemons
              .commandAt(starter)
              .with("GATEWAY_URL", gateway.uri().toString())
              .with("ADMIN_ADDRESS", "off")
              .with("LOG_FORMAT", "json")
              .with("NOTIFY_SOCKET", systemd.address())
              .with("WATCHDOG_USEC", "4000000")
              .start();
      Awaitility.await().atMost(DaemonProcess.START).until(() -> systemd.saying(PING).size() >= 4);

      List<Notice> pings = systemd.saying(PING);
      for (int i = 1; i < 4; i++) {
        Duration apart = Duration.ofNanos(pings.get(i).atNanos() - pings.get(i - 1).atNanos());
        assertThat(apart).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(4));
      }
      assertThat(systemd.all().get(0).says("READY=1")).isTrue();
      daemon.signal("TERM");
      daemon.assertExit(0, SOON);
    }
  }

  @Test
  void aWatchdogThatIsForAnotherProcessIsNotPinged(Daemons daemons, RawGateway gateway)
      throws Exception {
    try (NoticeReceiver systemd = receiver(daemons)) {
      DaemonProcess daemon =
          daemons
              .run(gateway.uri())
              .with("NOTIFY_SOCKET", systemd.address())
              .with("WATCHDOG_USEC", "200000")
              .with("WATCHDOG_PID", "1")
              .start();
      daemon.awaitUp(1);
      systemd.await(0, "up", status("gateway up"));
      daemon.signal("TERM");
      daemon.assertExit(0, SOON);
      assertThat(systemd.saying(PING)).isEmpty();
    }
  }

  @Test
  void anAbstractAddressIsReachedAndChildrenAreNotToldOfIt(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.closesWith(ServerFrame.close(1008, "not you")));
    Path token = daemons.folder().resolve("token-env");
    Path alert = daemons.folder().resolve("alert-env");
    try (NoticeReceiver systemd = NoticeReceiver.at("@holdfast-it-" + UUID.randomUUID())) {
      DaemonProcess daemon =
          daemons
              .run(gateway.uri())
              .with("NOTIFY_SOCKET", systemd.address())
              .with("WATCHDOG_USEC", "60000000")
              .with("GATEWAY_TOKEN_COMMAND", "sh -c 'env > \"" + token + "\"; echo t0ken'")
              .with("ALERT_COMMAND", "sh -c 'env > \"" + alert + "\"'")
              .start();
      daemon.assertExit(3, DaemonProcess.START);

      systemd.await(0, "READY", it -> it.says("READY=1"));
      Notice stopping = systemd.await(0, "STOPPING", it -> it.says("STOPPING=1"));
      assertThat(stopping.value("STATUS").orElseThrow())
          .isEqualTo("Stopped: the gateway rejected us for good (1008, login)");
      for (Path environment : List.of(token, alert)) {
        assertThat(Files.readString(environment))
            .contains("GATEWAY_URL=")
            .doesNotContain("NOTIFY_SOCKET", "WATCHDOG_");
      }
    }
  }

  @Test
  void thatNobodyListensIsOneWarning(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("NOTIFY_SOCKET", daemons.folder().resolve("nobody").toString())
            .with("WATCHDOG_USEC", "100000")
            .start();
    daemon.awaitUp(1);
    daemon.signal("HUP");
    daemon.awaitLog("Configuration reloaded");
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);
    assertThat(daemon.stderr().stream().filter(line -> line.contains("NOTIFY_SOCKET")))
        .singleElement()
        .asString()
        .contains("\"level\":\"WARN\"", "there is no such socket");
  }

  @Test
  void anAddressThatIsNoneIsOneWarning(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("NOTIFY_SOCKET", "vsock:2:1234")
            .with("WATCHDOG_USEC", "soon")
            .start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);
    assertThat(daemon.log())
        .contains(
            "NOTIFY_SOCKET=vsock:2:1234: expected an absolute path, or @ and a name; the service"
                + " manager is told nothing",
            "WATCHDOG_USEC=soon: expected microseconds, 1 or more; no watchdog is pinged");
  }

  @Test
  void whereNobodyAsksNothingOfItIsLoaded(Daemons daemons, RawGateway gateway) throws Exception {
    try (NoticeReceiver systemd = receiver(daemons)) {
      assertThat(loaded(daemons, gateway, "")).isEmpty();
      assertThat(loaded(daemons, gateway, systemd.address()))
          .contains("dev.holdfast.adapter.systemd.NotifySocket");
    }
  }

  /** The classes of the notify protocol that a daemon loads. */
  private static List<String> loaded(Daemons daemons, RawGateway gateway, String address)
      throws Exception {
    Path classes = daemons.folder().resolve("classes" + address.length());
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("NOTIFY_SOCKET", address)
            .with("HOLDFAST_JAVA_OPTS", "-Xlog:class+load:file=" + classes)
            .start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);
    return Files.readAllLines(classes).stream()
        .filter(
            line ->
                line.contains("dev.holdfast.adapter.systemd")
                    || line.contains("dev.holdfast.application.notify")
                    || line.contains("ServiceWatch")
                    || line.contains("ServiceModule "))
        .map(line -> line.replaceAll("^.*(dev[.]holdfast[.][^ ]+).*$", "$1"))
        .toList();
  }

  private static NoticeReceiver receiver(Daemons daemons) {
    return NoticeReceiver.at(daemons.folder().resolve("notify").toString());
  }

  private static Predicate<Notice> status(String pattern) {
    return notice -> notice.value("STATUS").filter(it -> it.matches(pattern)).isPresent();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = Admin.takenPort()) {
      return socket.getLocalPort();
    }
  }
}
