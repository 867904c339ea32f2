package dev.holdfast.bootstrap.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlClientTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void aDaemonThatHangsKeepsNobodyWaitingForEver() throws Exception {
    try (ServerSocket silent = listening()) {
      ControlClient client = new ControlClient(address(silent), Optional.empty(), SHORT);

      assertThatThrownBy(() -> client.get("/v1/connections")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client.post("/v1/connections/x/connect", "{}"))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(
              () -> client.postAndWait("/v1/connections/x/command", "{}", Optional.of(SHORT)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void nobodyThereIsNoDaemon() throws Exception {
    String nowhere;
    try (ServerSocket free = listening()) {
      nowhere = address(free);
    }
    ControlClient client = new ControlClient(nowhere, Optional.empty(), SHORT);

    assertThatThrownBy(() -> client.get("/v1/connections"))
        .isInstanceOf(NoDaemonException.class)
        .hasMessageStartingWith("no daemon answers at " + nowhere);
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static String address(ServerSocket socket) {
    return "127.0.0.1:" + socket.getLocalPort();
  }
}
