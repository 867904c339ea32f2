package dev.holdfast.bootstrap.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;

/** A daemon that takes a reading of the fan every two seconds, from a demo gateway of ctc. */
final class FanReadings {

  private FanReadings() {}

  /** Ready to be started. */
  static Daemons.Start of(Daemons daemons, URI gateway) throws IOException {
    Files.writeString(
        daemons.folder().resolve("holdfast.yaml"),
        """
        subscriptions:
          - name: changes
        acquisitions:
          - name: fan
            command: TAKE_DYN_READING
            payload: '{"Serial": 310002}'
            started: NOT_DYN_READING_STARTED
            data: NOT_DYN_READING
            subject: '310002'
            every: 2s
        """);
    return daemons
        .command("run", "--config", "holdfast.yaml")
        .with("GATEWAY_URL", gateway.toString())
        .with("GATEWAY_PROTOCOL", "ctc")
        .with("GATEWAY_EMAIL", "demo@holdfast.test")
        .with("GATEWAY_PASSWORD", "not-a-secret");
  }
}
