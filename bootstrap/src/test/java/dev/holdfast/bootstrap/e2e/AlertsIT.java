package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Somebody is told of an outage that lasts, once, and of its end. */
@EndToEndTest
class AlertsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void oneAlertForAnOutageAndOneForItsEnd(Daemons daemons, RawGateway gateway) throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hooks/s3cret-path",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      DaemonProcess daemon =
          daemons
              .run(gateway.uri())
              .with("ALERT_AFTER", "1s")
              .with(
                  "ALERT_WEBHOOK_URL",
                  "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks/s3cret-path")
              .with("RECONNECT_MAX_DELAY", "1s")
              .start();
      daemon.awaitUp(1);
      gateway.stopListening();
      gateway.awaitConnection(1, SOON).reset();
      String down = told.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(down)
          .contains(
              "\"alert\":\"down\"", "\"id\":\"gateway\"", "\"count\":1", "\"comesBack\":true");
      Awaitility.await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
      assertThat(told).as("one outage, one alert").isEmpty();
      gateway.listenAgain();
      assertThat(told.poll(SOON.toSeconds(), TimeUnit.SECONDS))
          .contains("\"alert\":\"up\"", "\"text\":\"Up again: gateway, after ");
      daemon.signal("TERM");
      daemon.assertExit(0, SOON);
      assertThat(daemon.log())
          .contains("\"message\":\"Down: gateway, for ", "\"message\":\"Up again: gateway, after")
          .doesNotContain("s3cret-path");
      assertThat(told).isEmpty();
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void whatEndsTheDaemonIsToldBeforeItEnds(Daemons daemons, RawGateway gateway) throws Exception {
    Path told = daemons.folder().resolve("told");
    gateway.onConnection(Scripts.closesWith(ServerFrame.close(1008, "not you")));
    DaemonProcess daemon =
        daemons.run(gateway.uri()).with("ALERT_COMMAND", "sh -c 'cat > \"" + told + "\"'").start();
    daemon.assertExit(3, SOON);

    assertThat(Files.readString(told))
        .contains("\"alert\":\"down\"", "\"comesBack\":false", "\"cause\":\"closed-by-gateway\"");
  }
}
