package dev.holdfast.bootstrap.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code signalk-server} with its sample data, which nobody may read without a login. It signs its
 * tokens with a secret that can change from one start to the next.
 */
final class SignalKServer {

  /** Its one user. */
  static final String USER = "skipper";

  /** The user's password; below is its hash. */
  static final String PASSWORD = "sea-level";

  private static final String SETTINGS =
      """
      {"mdns": false, "pipedProviders": [], "security": {"strategy": "./tokensecurity"},
       "interfaces": {"nmea-tcp": false, "tcp": false, "appstore": false}}
      """;

  private static final String SECURITY =
      """
      {"secretKey": "%s", "expiration": "1h", "allow_readonly": false,
       "allowNewUserRegistration": false, "allowDeviceAccessRequests": false, "devices": [],
       "acls": [], "users": [{"username": "skipper", "type": "admin",
       "password": "$2a$04$bOeHz7C12dNnA8Ky4HCIw./NOHe81toKYd7pvuO1FxZflfgf4ACp2"}]}
      """;

  private final Path folder;
  private final RealServer server;

  /** One that is not started yet. */
  SignalKServer(RealServers servers) throws IOException, InterruptedException {
    Path packages = NodePackages.install("signalk");
    folder = servers.folder();
    Files.writeString(folder.resolve("settings.json"), SETTINGS);
    int port = RealServer.freePort();
    server =
        servers.keep(
            new RealServer(
                    port,
                    packages,
                    List.of(
                        "node",
                        "--require",
                        "./loopback.js",
                        "node_modules/signalk-server/bin/signalk-server",
                        "--sample-nmea0183-data"))
                .with("PORT", Integer.toString(port))
                .with("HOME", folder.toString())
                .with("SIGNALK_DISABLE_SERVER_UPDATES", "1")
                .with("SIGNALK_NODE_CONFIG_DIR", folder.toString()));
  }

  /** Starts it, for the first time or again, with a secret of its own. */
  SignalKServer start(String secret) throws IOException {
    Path file = folder.resolve("security.json");
    Files.writeString(file, SECURITY.formatted(secret));
    // It refuses a file that others may read.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    server.start();
    return this;
  }

  /** Ends it like {@code kill -9}. */
  void kill() {
    server.kill();
  }

  /**
   * Where it streams.
   *
   * @param what {@code self} for all readings of the boat, {@code none} for those that are asked
   *     for
   */
  URI stream(String what) {
    return URI.create("ws://127.0.0.1:" + server.port() + "/signalk/v1/stream?subscribe=" + what);
  }

  /** A token as it would make it. */
  static String token(String secret, Duration validFor) throws GeneralSecurityException {
    long expires = Instant.now().plus(validFor).getEpochSecond();
    String signed =
        base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + base64("{\"id\":\"" + USER + "\",\"exp\":" + expires + "}");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return signed
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
