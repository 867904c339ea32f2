package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.audit.Breach;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.GatewayCallHandler;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.testing.ChosenRandom;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A connection with everything around it faked, as a JUnit extension: the test plays user, gateway
 * and clock, and every method that does something also lets the loop come to rest.
 *
 * <p>What is to differ from the defaults is said before the first use of {@link #connection}. After
 * each test the connection is shut down, and it is asserted that nothing is left behind: no socket,
 * timer or task, and no error in the log that the test has not looked at.
 */
public final class ConnectionRig implements BeforeEachCallback, AfterEachCallback {

  /** The id of the connection. */
  public static final String ID = "press-7";

  /** What is drawn unless a test chooses otherwise: the first default retry comes after 2.4 s. */
  public static final double DRAWN = 0.7;

  /** What the wall clock shows at the start. */
  public static final long WALL_MILLIS = 1_795_000_000_123L;

  private final ManualEventLoop loop = new ManualEventLoop();
  private final ManualExecutor observerExecutor = new ManualExecutor();
  private final FakeTransport transport = new FakeTransport();
  private final FakeCredentials credentials = new FakeCredentials();
  private final RecordingSink sink = new RecordingSink();
  private final RecordingObserver observer = new RecordingObserver(loop);
  private final ChosenRandom random = new ChosenRandom(DRAWN);
  private final long startNanos = loop.nanoTime();
  private long wallStep;

  private SessionProtocol protocol = ScriptedProtocol.withoutLogin();
  private UnaryOperator<ConnectionPolicy.Builder> policy = UnaryOperator.identity();
  private HeartbeatMode heartbeat = HeartbeatMode.PING;
  private OutboxSettings outbox = OutboxSettings.defaults();
  private Optional<MessageStore> store = Optional.empty();
  private Optional<CommandRecords> records = Optional.empty();
  private DialogueSettings dialogue = DialogueSettings.defaults();
  private boolean rotateBeforeExpiry;
  private Optional<Duration> returnAfter = Optional.empty();
  private GatewayCallHandler calls = GatewayCallHandler.NONE;
  private List<URI> endpoints = List.of(URI.create("ws://gateway.test/a"));
  private Map<String, String> headers = Map.of();
  private Optional<SupervisedConnection> connection = Optional.empty();
  private Optional<LogCapture> log = Optional.empty();

  // --- what differs from the defaults ---

  /** Changes the machine's policy. */
  public ConnectionRig policy(UnaryOperator<ConnectionPolicy.Builder> change) {
    policy = change;
    return this;
  }

  /** Talks another way. */
  public ConnectionRig protocol(SessionProtocol other) {
    protocol = other;
    return this;
  }

  /** Sends heartbeats another way. */
  public ConnectionRig heartbeat(HeartbeatMode mode) {
    heartbeat = mode;
    return this;
  }

  /** Lets other amounts wait to be sent. */
  public ConnectionRig outbox(OutboxLimits limits) {
    return outbox(OutboxSettings.withLimits(limits));
  }

  /** Has another outbox. */
  public ConnectionRig outbox(OutboxSettings settings) {
    outbox = settings;
    return this;
  }

  /** Keeps messages where they outlive the process. */
  public ConnectionRig store(MessageStore its) {
    store = Optional.of(its);
    return this;
  }

  /** Remembers commands where they outlive the process. */
  public ConnectionRig records(CommandRecords its) {
    records = Optional.of(its);
    return this;
  }

  /** Replaces links before their credentials expire. */
  public ConnectionRig rotateBeforeExpiry() {
    rotateBeforeExpiry = true;
    return this;
  }

  /** Replaces links that go to another than the preferred address after a while. */
  public ConnectionRig returnAfter(Duration time) {
    returnAfter = Optional.of(time);
    return this;
  }

  /** Asks for things by itself. */
  public ConnectionRig dialogue(DialogueSettings settings) {
    dialogue = settings;
    return this;
  }

  /** Does what the gateway wants. */
  public ConnectionRig calls(GatewayCallHandler handler) {
    calls = handler;
    return this;
  }

  /** Has other addresses to go to. */
  public ConnectionRig endpoints(String... addresses) {
    endpoints = Arrays.stream(addresses).map(URI::create).toList();
    return this;
  }

  /** Adds headers to the opening handshake. */
  public ConnectionRig headers(Map<String, String> values) {
    headers = Map.copyOf(values);
    return this;
  }

  // --- what there is ---

  /** The connection; made at the first call. */
  public SupervisedConnection connection() {
    if (connection.isEmpty()) {
      connection = Optional.of(new SupervisedConnection(settings(), ports()));
    }
    return connection.get();
  }

  private ConnectionSettings settings() {
    ConnectionPolicy.Builder builder =
        ConnectionPolicy.builder().loginRequired(protocol.profile().login());
    return new ConnectionSettings(
        ID,
        endpoints,
        headers,
        policy.apply(builder).build(),
        heartbeat,
        outbox,
        dialogue,
        rotateBeforeExpiry,
        returnAfter);
  }

  /** The connection goes on as is said now. */
  public void adopt() {
    connection().adopt(settings(), transport, credentials);
    loop.runPending();
  }

  private ConnectionPorts ports() {
    ConnectionPorts inMemory =
        new ConnectionPorts(
                loop,
                transport,
                protocol,
                credentials,
                sink,
                List.of(observer),
                observerExecutor,
                this::wallMillis,
                random)
            .answeredBy(calls);
    ConnectionPorts stored = store.map(inMemory::storedIn).orElse(inMemory);
    return records.map(stored::commandsIn).orElse(stored);
  }

  /** What the wall clock shows: it goes on with the loop's, unless it is set. */
  public long wallMillis() {
    return wallStep + WALL_MILLIS + TimeUnit.NANOSECONDS.toMillis(loop.nanoTime() - startNanos);
  }

  /** Sets the wall clock forward, or back. */
  public void stepWallClock(Duration by) {
    wallStep += by.toMillis();
  }

  /** The loop, with its clock. */
  public ManualEventLoop loop() {
    return loop;
  }

  /** The transport. */
  public FakeTransport transport() {
    return transport;
  }

  /** The link that was opened last. */
  public FakeLink link() {
    return transport.latest();
  }

  /** The credentials. */
  public FakeCredentials credentials() {
    return credentials;
  }

  /** The sink. */
  public RecordingSink sink() {
    return sink;
  }

  /** The observer. */
  public RecordingObserver observer() {
    return observer;
  }

  /** Where the observer is called. */
  public ManualExecutor observerExecutor() {
    return observerExecutor;
  }

  /** What is drawn, in [0, 1). */
  public ChosenRandom random() {
    return random;
  }

  /** The log. */
  public LogCapture log() {
    return log.orElseThrow();
  }

  /** Where the connection is. */
  public ConnectionState state() {
    return connection().status().state();
  }

  /** Whether messages flow. */
  public boolean isUp() {
    return connection().status().up();
  }

  // --- what happens ---

  /** Lets the loop come to rest. */
  public void run() {
    loop.runPending();
    observerExecutor.runPending();
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    loop.advance(time);
    observerExecutor.runPending();
  }

  /** Lets seconds pass. */
  public void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** The user wants the connection. */
  public void connect() {
    connection().connect();
    run();
  }

  /** The user no longer wants it. */
  public void disconnect(Duration within) {
    connection().disconnect(within);
    run();
  }

  /** The process ends. */
  public void shutDown(Duration within) {
    connection().shutDown(within);
    run();
  }

  /** The user wants the waiting cut short. */
  public void reconnectNow() {
    connection().reconnectNow();
    run();
  }

  /** Sends a text. */
  public SendResult send(String text) {
    CompletableFuture<SendResult> answer =
        send(new OutboundMessage.Text(text)).toCompletableFuture();
    assertThat(answer).as("answer to a wish to send").isCompleted();
    return answer.join();
  }

  /** Sends a message. */
  public CompletionStage<SendResult> send(OutboundMessage message) {
    CompletionStage<SendResult> answer = connection().send(message);
    run();
    return answer;
  }

  /** Gives a command, within 30 s, that must not be given twice. */
  public CompletableFuture<CommandOutcome> command(String name, String payload) {
    return command(new Command(name, payload, Duration.ofSeconds(30), false));
  }

  /** Gives a command whose outcome is of no interest. */
  public void give(String name) {
    assertThat(command(name, "")).as("outcome").isNotNull();
  }

  /** Gives a command. */
  public CompletableFuture<CommandOutcome> command(Command command) {
    CompletionStage<CommandOutcome> outcome = connection().command(command);
    run();
    return outcome.toCompletableFuture();
  }

  /** Asks for a reading. */
  public CompletableFuture<AcquisitionOutcome> acquire(Acquisition acquisition) {
    CompletionStage<AcquisitionOutcome> outcome = connection().acquire(acquisition);
    run();
    return outcome.toCompletableFuture();
  }

  /** The gateway accepts the latest link. */
  public void accept() {
    link().accept();
    run();
  }

  /** Goes from the start, or from wherever a retry is waited for, until messages flow. */
  public void bringUp() {
    connection().connect();
    connection().reconnectNow();
    run();
    accept();
    if (protocol.profile().login()) {
      receive(ScriptedProtocol.ACCEPT);
    }
    assertThat(isUp()).as("up").isTrue();
  }

  /** Texts arrive, read together. */
  public void receive(String... texts) {
    link().text(texts);
    run();
  }

  /** The latest link is lost. */
  public void lose() {
    link().lose();
    run();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    log = Optional.of(new LogCapture());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try (LogCapture capture = log()) {
      // A test that failed already says more than what it left behind.
      if (context.getExecutionException().isEmpty()) {
        assertThat(capture.take(Level.ERROR)).as("errors in the log").isEmpty();
        assertAuditPassed();
        assertNothingLeft();
        assertAuditPassed();
        assertThat(capture.take(Level.ERROR)).as("errors while shutting down").isEmpty();
      }
    }
  }

  private void assertAuditPassed() {
    List<Breach> found = new ArrayList<>();
    connection().inspect(found::addAll);
    loop.runPending();
    assertThat(found).as("what the connection finds when it looks at itself").isEmpty();
  }

  private void assertNothingLeft() {
    int opened = transport.opened();
    transport.script(GatewayScript.BY_HAND);
    shutDown(Duration.ofSeconds(1));
    passSeconds(1);
    assertThat(transport.alive()).as("links after the shutdown").isZero();
    passSeconds(3600);
    assertThat(transport.opened()).as("links opened since the shutdown").isEqualTo(opened);
    assertThat(loop.pendingTimers()).as("timers after the shutdown").isEmpty();
    assertThat(state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(transport.violations()).as("use of the transport").isEmpty();
    assertThat(transport.aliveMax()).as("links alive at once").isLessThanOrEqualTo(1);
    assertThat(loop.timersMax()).as("timers armed at once").isLessThanOrEqualTo(1);
  }
}
