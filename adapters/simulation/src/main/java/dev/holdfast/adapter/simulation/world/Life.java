package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.SimulatedTransport;
import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.adapter.simulation.time.VirtualLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.SupervisedConnection;
import java.time.Duration;
import java.util.List;

/**
 * One connection for the life of one process: the real application with everything around it
 * simulated, and its witness.
 */
final class Life {

  private final VirtualTime time;
  private final Story story;
  private final String id;
  private final Sabotage sabotage;
  private final VirtualLoop loop;
  private final Ledger ledger;
  private final SimulatedTransport network;
  private final MoodyGateway gateway;
  private final SimulatedSink sink;
  private final SimulatedCredentials credentials;
  private final Witness witness;
  private final Chronicle chronicle;
  private final SupervisedConnection connection;

  Life(Surroundings world, Plan plan, VirtualLoop loop, Dice dice, List<String> found) {
    ConnectionSettings settings = plan.settings();
    this.time = world.time();
    this.story = world.story();
    this.id = settings.id();
    this.sabotage = world.sabotage();
    this.loop = loop;
    this.ledger = new Ledger(found);
    this.sink = new SimulatedSink(time, dice.split());
    this.credentials = new SimulatedCredentials(time, dice.split());
    this.gateway =
        new MoodyGateway(
            time,
            dice.split(),
            credentials::accepts,
            this::arrived,
            this::arrived,
            plan.form(),
            this::answeredWrongly);
    this.network = new SimulatedTransport(time, world.faults(), gateway);
    TappedLoop tappedLoop = new TappedLoop(loop, late -> timerLate(late));
    this.witness =
        new Witness(
            id,
            time,
            story,
            dice.split(),
            sabotage,
            network,
            tappedLoop,
            ledger,
            new Vigil(settings.policy().heartbeat(), world.faults().slackNanos()),
            new SubscriptionWatch(plan.form(), settings.dialogue().commandTimeout()),
            settings.policy().loginRequired(),
            world.faults().slackNanos(),
            () -> status());
    this.chronicle = new Chronicle(loop, story, settings.policy(), witness::broke);
    InputLoop seen = sabotage.loop(tappedLoop);
    Dice observers = dice.split();
    this.connection =
        new SupervisedConnection(
            new ConnectionSettings(
                settings.id(),
                settings.endpoints(),
                settings.headers(),
                sabotage.policy(settings.policy()),
                settings.heartbeat(),
                settings.outbox(),
                settings.dialogue()),
            new ConnectionPorts(
                    seen,
                    sabotage.transport(new Tap(network, witness)),
                    sabotage.protocol(
                        new WorldProtocol(
                            settings.policy().loginRequired(), plan.form(), plan.maxInFlight())),
                    credentials,
                    sabotage.sink(inbox(settings)),
                    List.of(sabotage.observer(chronicle)),
                    sabotage.executor(task -> time.after(observers.nanos(0, 20), task)),
                    () -> time.nanoTime() / 1_000_000,
                    dice.generator())
                .recordedBy(world.recorder())
                .answeredBy(new SimulatedCalls(time, dice.split(), witness::obeys)));
  }

  private Inbox inbox(ConnectionSettings settings) {
    return new Inbox(
        sink,
        !settings.dialogue().subscriptions().isEmpty(),
        network::opened,
        () -> status().up(),
        witness::broke);
  }

  // --- the user ---

  void connect() {
    loop.execute(witness::wanted);
    connection.connect();
  }

  void disconnect(long withinNanos) {
    if (sabotage.passesOnAnEnd()) {
      connection.disconnect(Duration.ofNanos(withinNanos));
    }
    loop.execute(() -> witness.endHandled(withinNanos, false));
  }

  void shutDown(long withinNanos) {
    if (sabotage.passesOnAnEnd()) {
      connection.shutDown(Duration.ofNanos(withinNanos));
    }
    loop.execute(() -> witness.endHandled(withinNanos, true));
  }

  void reconnectNow() {
    connection.reconnectNow();
  }

  SendResult send(String text) {
    // What is kept in memory is answered at once.
    SendResult result =
        connection.send(new OutboundMessage.Text(text)).toCompletableFuture().join();
    if (result == SendResult.ACCEPTED) {
      ledger.accepted(text);
    }
    return result;
  }

  Question command(Command command) {
    Question question = witness.questions().asked(command);
    connection.command(sabotage.command(command)).thenAccept(outcome -> ended(question, outcome));
    given(question);
    return question;
  }

  void acquire(Acquisition acquisition) {
    Question question = witness.questions().asked(acquisition);
    connection
        .acquire(sabotage.acquisition(acquisition))
        .thenAccept(outcome -> ended(question, outcome));
    given(question);
  }

  /** Behind the application's own task. */
  private void given(Question question) {
    loop.execute(() -> question.given(loop.nanoTime(), time.nanoTime()));
  }

  private void ended(Question question, CommandOutcome outcome) {
    story.tell(id, question.payload() + " ends:", outcome);
    witness.questions().ended(question, outcome);
  }

  private void ended(Question question, AcquisitionOutcome outcome) {
    story.tell(id, question.payload() + " ends:", outcome);
    witness.questions().ended(question, outcome);
  }

  // --- the world ---

  boolean livesOn(VirtualLoop which) {
    return loop == which;
  }

  /** How long until the attempt that was planned last, on the process's own clock. */
  long waitingNanos() {
    return chronicle.retryAtNanos() - loop.nanoTime();
  }

  /** Whether these, and nothing else, are subscribed to, as both sides see it. */
  boolean isSubscribed(List<String> topics) {
    return status().subscribed() == topics.size() && gateway.clerk().isSubscribed(topics);
  }

  MoodyGateway gateway() {
    return gateway;
  }

  SimulatedSink sink() {
    return sink;
  }

  SimulatedCredentials credentials() {
    return credentials;
  }

  Witness witness() {
    return witness;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  SimulatedTransport network() {
    return network;
  }

  /** What it accepted and has not sent. */
  List<String> unsent() {
    return ledger.unsent();
  }

  ConnectionStatus status() {
    return connection.status();
  }

  /** Every fault ends. */
  void calmDown() {
    gateway.calmDown();
    credentials.calmDown();
    sink.calmDown();
  }

  private void arrived(String text, int link) {
    story.tell(id, "arrived at the gateway:", text);
    witness.arrived(text, link);
  }

  private void arrived(WireRequest request) {
    story.tell(id, "asked of the gateway:", request);
    witness.arrived(request);
  }

  private void answeredWrongly(String how) {
    witness.broke(Promise.ANSWERS_CALLS_ONCE, how);
  }

  private void timerLate(long nanos) {
    witness.timerLate(nanos);
  }
}
