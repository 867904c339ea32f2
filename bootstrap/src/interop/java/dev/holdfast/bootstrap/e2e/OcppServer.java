package dev.holdfast.bootstrap.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A central system, which tells on standard output what it gets, one JSON object a line, and does
 * what it is told on standard input.
 */
final class OcppServer {

  /** The one charge point there is. */
  static final String CHARGE_POINT = "CP-7";

  /** Its password, of 16 to 20 bytes as one of the servers insists. */
  static final String PASSWORD = "charge-me-up-1234";

  private final RealServer server;

  private OcppServer(RealServer server) {
    this.server = server;
  }

  /** One on {@code ocpp-rpc}, for 1.6 and 2.0.1, not started yet. */
  static OcppServer onNode(RealServers servers) throws IOException, InterruptedException {
    return new OcppServer(
        servers.keep(
            server(
                NodePackages.install("ocpp"), RealServer.freePort(), List.of("node", "csms.js"))));
  }

  /** One on the Java library of ChargeTime, for 1.6, not started yet. */
  static OcppServer onJava(RealServers servers) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            JavaCentralSystem.class.getName());
    return new OcppServer(servers.keep(server(servers.folder(), RealServer.freePort(), command)));
  }

  private static RealServer server(Path folder, int port, List<String> command) {
    return new RealServer(port, folder, command)
        .with("PORT", Integer.toString(port))
        .with("PASSWORD", PASSWORD);
  }

  /** Sets a variable for the next start. */
  OcppServer with(String variable, String value) {
    server.with(variable, value);
    return this;
  }

  /** Starts it, for the first time or again. */
  OcppServer start() throws IOException {
    server.start();
    return this;
  }

  /** Ends it like {@code kill -9}. */
  void kill() {
    server.kill();
  }

  /** Where the charge point connects. */
  URI uri() {
    return URI.create("ws://127.0.0.1:" + server.port() + "/" + CHARGE_POINT);
  }

  /** Tells it what to do. */
  void order(String json) throws IOException {
    server.process().type(json);
  }

  /** What it told since it was started last. */
  List<String> told() {
    return server.process().stdout();
  }

  /** How often it was called like that since it was started last. */
  long calls(String action) {
    return told().stream().filter(isCall(action)).count();
  }

  /** Waits until it was called so many times since it was started last. */
  void awaitCalls(String action, int times) throws InterruptedException {
    server
        .process()
        .awaitStdout(
            times + " times " + action,
            lines -> lines.stream().filter(isCall(action)).count() >= times);
  }

  /** Waits for a line that holds all these texts. */
  String awaitTold(String... parts) throws InterruptedException {
    Predicate<String> fits = line -> List.of(parts).stream().allMatch(line::contains);
    return server
        .process()
        .awaitStdout("a line with " + List.of(parts), lines -> lines.stream().anyMatch(fits))
        .stream()
        .filter(fits)
        .findFirst()
        .orElseThrow();
  }

  private static Predicate<String> isCall(String action) {
    return line -> line.contains("\"event\":\"call\",\"action\":\"" + action + "\"");
  }
}
