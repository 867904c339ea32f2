package dev.holdfast.adapter.adminhttp;

import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.FindConnectionsUseCase;
import dev.holdfast.application.port.in.Health;
import dev.holdfast.application.port.in.HealthUseCase;
import dev.holdfast.application.port.in.ReloadOutcome;
import dev.holdfast.application.port.in.ReloadUseCase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A control API on a free port, with one connection behind it, and a client for it. */
final class AdminStage implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(30);

  /** What no answer may show. */
  static final String SECRET = "s3cret-value";

  final FakeConnection connection = new FakeConnection("press-7");
  final LiveEvents events = new LiveEvents();

  /** The time of day. */
  private static final long AT = Instant.parse("2026-11-22T10:00:01Z").toEpochMilli();

  /** What comes of the next reload. */
  ReloadOutcome reloaded = new ReloadOutcome.Refused(List.of("nothing is prepared"));

  private static final Health WELL = new Health(List.of(), 0, Map.of());

  /** How the process is. */
  volatile Health health = WELL;

  final AtomicReference<String> logLevel = new AtomicReference<>("info");
  private final AdminServer server;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  AdminStage() throws IOException {
    this(Optional.empty(), AdminLimits.defaults());
  }

  AdminStage(Optional<String> token, AdminLimits limits) throws IOException {
    server = AdminServer.bind(new AdminOptions("127.0.0.1", 0, token.isEmpty(), token, limits));
    server.serve(
        services(
            () -> Map.of("press-7", connection.useCases()),
            levels(),
            () -> CompletableFuture.completedFuture(reloaded),
            () -> health),
        events);
  }

  /** Services that know these connections and no log. */
  static AdminServices services(Map<String, ConnectionUseCases> connections) {
    return services(
        () -> connections,
        new Levels(new AtomicReference<>("info")),
        () -> CompletableFuture.completedFuture(new ReloadOutcome.Refused(List.of())),
        () -> WELL);
  }

  private static AdminServices services(
      Supplier<Map<String, ConnectionUseCases>> connections,
      LogLevels levels,
      ReloadUseCase reload,
      HealthUseCase health) {
    return new AdminServices(
        only(connections),
        id -> Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        () -> List.of(new ShownSetting("GATEWAY_URL", "ws://a/?t=" + SECRET, "environment")),
        reload,
        health,
        new Figures(),
        AdminStage::kept,
        id ->
            List.of(
                new ShownMessage(
                    "READING", "310001", AT, "{\"rms\":0.07,\"by\":\"" + SECRET + "\"}")),
        () -> List.of(new LogLine(7, AT, "warn", "connection", "press-7", "token is " + SECRET)),
        new BuildFacts("1.2.3", "17", 42, Instant.parse("2026-11-22T09:00:00Z")),
        levels,
        () -> AT,
        text -> text.replace(SECRET, "***"));
  }

  int port() {
    return Integer.parseInt(server.address().replaceFirst(".*:", ""));
  }

  URI uri(String path) {
    return URI.create("http://" + server.address() + path);
  }

  /** A connection of its own, for requests that no proper client sends. */
  RawHttp raw() throws IOException {
    return new RawHttp(port());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(uri(path)).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return with("POST", path, body);
  }

  HttpResponse<String> with(String method, String path, String body)
      throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private LogLevels levels() {
    return new Levels(logLevel);
  }

  private record Levels(AtomicReference<String> level) implements LogLevels {

    @Override
    public List<String> names() {
      return List.of("debug", "info");
    }

    @Override
    public String current() {
      return level.get();
    }

    @Override
    public void change(String name) {
      level.set(name);
    }
  }

  private static CompletionStage<String> kept(String connection) {
    return CompletableFuture.completedFuture(
        "{\"connection\":\"" + connection + "\",\"token\":\"" + SECRET + "\"}");
  }

  /** A page of one figure, in which a secret must not be. */
  private static final class Figures implements MetricsPage {

    @Override
    public String type() {
      return "text/plain; version=0.0.4";
    }

    @Override
    public CompletionStage<String> page() {
      return CompletableFuture.completedFuture("holdfast_healthy 1.0\n");
    }
  }

  private static FindConnectionsUseCase only(
      Supplier<Map<String, ConnectionUseCases>> connections) {
    return new FindConnectionsUseCase() {
      @Override
      public List<String> ids() {
        return List.copyOf(connections.get().keySet());
      }

      @Override
      public Optional<ConnectionUseCases> find(String id) {
        return Optional.ofNullable(connections.get().get(id));
      }
    };
  }
}
