package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.ReloadOutcome;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.application.service.TransitionHistory;
import dev.holdfast.application.testing.FakeCredentials;
import dev.holdfast.application.testing.FakeLink;
import dev.holdfast.application.testing.FakeTransport;
import dev.holdfast.application.testing.FriendlyGateway;
import dev.holdfast.application.testing.GatewayScript;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.application.testing.RecordingSink;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.bootstrap.config.ConnectionConfig;
import dev.holdfast.bootstrap.config.CredentialsConfig;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.GatewayConfig;
import dev.holdfast.bootstrap.config.MetricsConfig;
import dev.holdfast.bootstrap.config.OutboxStorage;
import dev.holdfast.bootstrap.config.TransportConfig;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A supervisor with connections between fakes, in virtual time, on one loop. */
final class SupervisedWorld {

  static final StartPace PACE = new StartPace(10, 5);

  private static final Duration SHUTDOWN = Duration.ofSeconds(2);

  private final ManualEventLoop loop = new ManualEventLoop();
  private final Map<String, FakeTransport> transports = new LinkedHashMap<>();
  private final Map<String, FakeCredentials> credentials = new LinkedHashMap<>();
  private final Map<String, Integer> made = new LinkedHashMap<>();
  private final Map<String, ConnectionConfig> told = new LinkedHashMap<>();
  private final Map<String, IOException> failures = new LinkedHashMap<>();
  private final List<String> gone = new ArrayList<>();
  private boolean silent;
  private Optional<Supervisor> supervisor = Optional.empty();

  /** What a connection is told, step by step. */
  record Told(ConnectionConfig config) {

    Told url(String url) {
      return new Told(of(config.id(), List.of(URI.create(url)), config.policy(), config.outbox()));
    }

    Told heartbeatEvery(int seconds) {
      ConnectionPolicy policy =
          config.policy().toBuilder()
              .heartbeat(
                  new HeartbeatPolicy(true, Duration.ofSeconds(seconds), Duration.ofSeconds(2)))
              .build();
      return new Told(of(config.id(), config.gateway().endpoints(), policy, config.outbox()));
    }

    Told smallOutbox() {
      return new Told(
          of(
              config.id(),
              config.gateway().endpoints(),
              config.policy(),
              OutboxSettings.withLimits(new OutboxLimits(1, 100, 100))));
    }
  }

  /** Some connections, with more to come. */
  record Some(List<ConnectionConfig> all) {
    DaemonConfig and(String... ids) {
      List<ConnectionConfig> more = new ArrayList<>(all);
      List.of(ids).forEach(id -> more.add(usual(id)));
      return daemon(more, true, SHUTDOWN);
    }
  }

  static Some with(String id, UnaryOperator<Told> change) {
    return new Some(List.of(change.apply(new Told(usual(id))).config()));
  }

  static DaemonConfig listed(String... ids) {
    return new Some(List.of()).and(ids);
  }

  static DaemonConfig listed(int count) {
    return listed(count, it -> it);
  }

  static DaemonConfig listed(int count, UnaryOperator<Told> change) {
    return daemon(
        IntStream.range(0, count)
            .mapToObj(i -> change.apply(new Told(usual("press-" + i))).config())
            .toList(),
        true,
        SHUTDOWN);
  }

  static DaemonConfig only() {
    return only(it -> it);
  }

  static DaemonConfig only(UnaryOperator<Told> change) {
    return daemon(
        List.of(change.apply(new Told(usual(DaemonConfig.ONLY))).config()), false, SHUTDOWN);
  }

  static DaemonConfig withAnotherShutdownTimeout(String id) {
    return daemon(List.of(usual(id)), true, SHUTDOWN.plusSeconds(1));
  }

  private static DaemonConfig daemon(
      List<ConnectionConfig> connections, boolean listed, Duration shutdown) {
    return new DaemonConfig(
        connections,
        listed,
        OutboxStorage.IN_MEMORY,
        List.of(),
        LogOptions.defaults(),
        Optional.empty(),
        MetricsConfig.USUAL,
        Optional.empty(),
        shutdown);
  }

  private static ConnectionConfig usual(String id) {
    return of(
        id,
        List.of(URI.create("ws://gateway.test/" + id)),
        ConnectionPolicy.defaults(),
        OutboxSettings.defaults());
  }

  private static ConnectionConfig of(
      String id, List<URI> endpoints, ConnectionPolicy policy, OutboxSettings outbox) {
    return new ConnectionConfig(
        id,
        true,
        new GatewayConfig(endpoints, "raw", Map.of(), CredentialsConfig.none()),
        Optional.empty(),
        policy,
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        DialogueSettings.defaults(),
        outbox,
        TransportConfig.defaults());
  }

  void supervise(DaemonConfig config) throws IOException {
    Supervisor all =
        new Supervisor(
            config,
            new Supervisor.Surroundings(
                new Maker(),
                id -> new TransitionHistory(id, 10, loop, () -> 0, past -> {}),
                (task, delay) -> loop.arrive(delay, task),
                new SplittableRandom(7),
                PACE));
    supervisor = Optional.of(all);
    all.prepare();
  }

  void superviseAndBringUp(DaemonConfig config) throws IOException {
    supervise(config);
    supervisor().start();
    pass(Duration.ofSeconds(30));
  }

  Supervisor supervisor() {
    return supervisor.orElseThrow();
  }

  ReloadOutcome.Done reload(DaemonConfig now) {
    ReloadOutcome outcome = supervisor().reload(now);
    return (ReloadOutcome.Done) outcome;
  }

  void run() {
    loop.runPending();
  }

  void pass(Duration time) {
    loop.runPending();
    loop.advance(time);
    loop.runPending();
  }

  void gatewayAnswers() {
    silent = false;
  }

  /** It neither accepts nor answers from now on, also on links that are open. */
  void gatewayIsSilent() {
    silent = true;
  }

  void closedByGateway(String id, int code) {
    transports.get(id).latest().closeByGateway(code, "");
    loop.runPending();
  }

  void failToMake(String id, IOException failure) {
    failures.clear();
    failures.put(id, failure);
  }

  Optional<StopReason> ended() {
    return Optional.ofNullable(supervisor().ended().toCompletableFuture().getNow(null));
  }

  ConnectionState state(String id) {
    return supervisor().find(id).orElseThrow().status().state();
  }

  long up() {
    return supervisor().connections().ids().stream()
        .filter(id -> supervisor().find(id).orElseThrow().status().up())
        .count();
  }

  int opened() {
    return transports.values().stream().mapToInt(FakeTransport::opened).sum();
  }

  int alive() {
    return transports.values().stream().mapToInt(FakeTransport::alive).sum();
  }

  int aliveMostOf(String id) {
    return transports.get(id).aliveMax();
  }

  int made(String id) {
    return made.getOrDefault(id, 0);
  }

  List<String> gone() {
    return gone;
  }

  List<String> wire(String id) {
    return transports.get(id).latest().wire();
  }

  private final class Maker implements ConnectionMaker {

    @Override
    public SupervisedConnection make(ConnectionConfig config, List<ConnectionObserver> observers)
        throws IOException {
      if (failures.containsKey(config.id())) {
        throw failures.get(config.id());
      }
      made.merge(config.id(), 1, Integer::sum);
      told.put(config.id(), config);
      return new SupervisedConnection(settings(config), ports(config.id(), observers));
    }

    @Override
    public boolean canAdopt(ConnectionConfig now) {
      return settings(told.get(now.id())).canBecome(settings(now));
    }

    @Override
    public void adopt(SupervisedConnection connection, ConnectionConfig now) {
      told.put(now.id(), now);
      connection.adopt(settings(now), transports.get(now.id()), credentials.get(now.id()));
    }

    @Override
    public void gone(String id) {
      gone.add(id);
    }
  }

  private ConnectionPorts ports(String id, List<ConnectionObserver> observers) {
    FakeTransport transport = transports.computeIfAbsent(id, unused -> new FakeTransport());
    transport.script(new Moody());
    return new ConnectionPorts(
        loop,
        transport,
        ScriptedProtocol.withoutLogin(),
        credentials.computeIfAbsent(id, unused -> new FakeCredentials()),
        new RecordingSink(),
        observers,
        loop,
        () -> 0,
        new SplittableRandom(7));
  }

  private static ConnectionSettings settings(ConnectionConfig config) {
    return new ConnectionSettings(
        config.id(),
        config.gateway().endpoints(),
        config.gateway().headers(),
        config.policy(),
        HeartbeatMode.PING,
        config.outbox());
  }

  /** A gateway that may fall silent. */
  private final class Moody implements GatewayScript {

    private final FriendlyGateway friendly = FriendlyGateway.atOnce();

    @Override
    public void dialled(FakeLink link) {
      if (!silent) {
        friendly.dialled(link);
      }
    }

    @Override
    public void received(FakeLink link, String frame) {
      if (!silent) {
        friendly.received(link, frame);
      }
    }
  }
}
