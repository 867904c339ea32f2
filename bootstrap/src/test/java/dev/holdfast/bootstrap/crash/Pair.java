package dev.holdfast.bootstrap.crash;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A daemon and its gateway, how they are started, and the files that they leave. */
final class Pair implements AutoCloseable {

  private static final int MOST_MESSAGES = 150;

  /** How the daemon may break its promise, to prove that somebody notices. */
  enum Care {
    GOOD,
    /** Keeps nothing that outlives it. */
    KEEPS_NOTHING
  }

  /**
   * Who takes part.
   *
   * @param home the folder with bin/holdfast
   * @param silent whether the gateway says nothing
   * @param often whether the daemon is started so often that a class archive pays
   */
  record Cast(
      Path home, Set<CrashGateway.Habit> habits, Care care, boolean silent, boolean often) {}

  private final Path folder;
  private final Cast cast;
  private final GatewayFiles files;
  private final int port;
  private final int adminPort;
  private final Mortal gateway;
  private final Mortal daemon;
  private final Mortal archiver;

  /**
   * Nobody runs yet.
   *
   * @param folder where they work
   */
  Pair(Path folder, Cast cast, Events events) throws IOException {
    this.folder = folder;
    this.cast = cast;
    this.files = new GatewayFiles(folder);
    this.port = freePort();
    this.adminPort = freePort();
    this.gateway = new Mortal("gateway", gatewayCommand(), Map.of(), folder, events);
    this.daemon =
        new Mortal("daemon", daemonCommand(), daemonEnvironment(archived()), folder, events);
    this.archiver =
        new Mortal(
            "archiver",
            daemonCommand(),
            daemonEnvironment(" -XX:ArchiveClassesAtExit=" + archive()),
            folder,
            events);
    Files.writeString(
        description(), cast.silent() ? CrashGateway.SILENT_DESCRIPTION : CrashGateway.DESCRIPTION);
    Files.writeString(
        configuration(),
        "sinks:\n  - {type: file, path: \"" + sink() + "\", rotate-bytes: \"off\"}\n");
  }

  Mortal gateway() {
    return gateway;
  }

  Mortal daemon() {
    return daemon;
  }

  /** A daemon that writes the class archive when it stops; it halves the start of the others. */
  Optional<Mortal> archiver() {
    return cast.often() ? Optional.of(archiver) : Optional.empty();
  }

  private Path archive() {
    return folder.resolve("daemon.jsa");
  }

  private String archived() {
    return cast.often() ? " -XX:SharedArchiveFile=" + archive() : "";
  }

  /** Where the connection is asked for, in the control API. */
  URI connection() {
    return URI.create("http://127.0.0.1:" + adminPort + "/v1/connections/gateway");
  }

  /** What the gateway wrote down. */
  GatewayFiles files() {
    return files;
  }

  /** What the daemon handed on. */
  Path sink() {
    return folder.resolve("sink.ndjson");
  }

  /** What the daemon keeps; it may not exist. */
  Path outbox() {
    return folder.resolve("outbox.db");
  }

  @Override
  public void close() {
    gateway.close();
    daemon.close();
    archiver.close();
  }

  private Path description() {
    return folder.resolve("crash.yaml");
  }

  private Path configuration() {
    return folder.resolve("holdfast.yaml");
  }

  private List<String> gatewayCommand() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx64m",
        "-cp",
        absoluteClassPath(),
        CrashGateway.class.getName(),
        String.valueOf(port),
        folder.toString(),
        cast.habits().stream().map(CrashGateway.Habit::name).collect(Collectors.joining(",")));
  }

  private List<String> daemonCommand() {
    return List.of(
        cast.home().resolve("bin").resolve("holdfast").toAbsolutePath().toString(),
        "run",
        "--config",
        configuration().toString());
  }

  private Map<String, String> daemonEnvironment(String javaOption) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("GATEWAY_URL", "ws://127.0.0.1:" + port + "/");
    environment.put("GATEWAY_PROTOCOL", description().toString());
    if (cast.care() == Care.GOOD) {
      environment.put("OUTBOX", outbox().toString());
      environment.put("OUTBOX_MAX_DEAD_LETTERS", "1000000");
      environment.put("JOURNAL", "on");
    }
    environment.put("OUTBOX_MAX_MESSAGES", String.valueOf(MOST_MESSAGES));
    environment.put("OUTBOX_MAX_BYTES", String.valueOf(Producer.OUTBOX_BYTES));
    // Longer than any stall of a busy machine: messages come again after kills only.
    environment.put("OUTBOX_ACKNOWLEDGED_WITHIN", "5m");
    // A silent gateway answers no ping either: an answer to a daemon that is gone would take what
    // it had sent before with it.
    environment.put("HEARTBEAT_MODE", cast.silent() ? "none" : "ping");
    environment.put("HEARTBEAT_INTERVAL", "60s");
    environment.put("HEARTBEAT_TIMEOUT", "60s");
    // An end that is forced is one of a busy machine, not of a broken promise.
    environment.put("SHUTDOWN_TIMEOUT", "30s");
    environment.put("RECONNECT_INITIAL_DELAY", "20ms");
    environment.put("RECONNECT_MAX_DELAY", "100ms");
    environment.put("ADMIN_ADDRESS", "127.0.0.1:" + adminPort);
    environment.put("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1" + javaOption);
    return environment;
  }

  /** The processes work in a folder of their own. */
  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
