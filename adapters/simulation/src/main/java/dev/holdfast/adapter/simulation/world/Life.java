package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.SimulatedTransport;
import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.adapter.simulation.time.VirtualLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.audit.Audited;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.SupervisedConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

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
  private final MessageBook book;
  private final Optional<SimulatedStore> store;
  private final SimulatedTransport network;
  private final MoodyGateway gateway;
  private final SimulatedSink sink;
  private final SimulatedCredentials credentials;
  private final Witness witness;
  private final Chronicle chronicle;
  private final SupervisedConnection connection;
  private final SelfAudit audit;
  private long auditedNanos;

  /**
   * A process has just begun.
   *
   * @param mail what its messages are stored on, and the book about them
   */
  Life(Surroundings world, Plan plan, VirtualLoop loop, Dice dice, Mail mail) {
    ConnectionSettings settings = plan.settings();
    this.time = world.time();
    this.story = world.story();
    this.id = settings.id();
    this.sabotage = world.sabotage();
    this.loop = loop;
    this.book = mail.book();
    this.store = mail.open(time);
    this.sink = new SimulatedSink(time, dice.split());
    this.credentials = new SimulatedCredentials(time, dice.split());
    int life = book.nextLife();
    this.gateway =
        new MoodyGateway(
            time,
            dice.split(),
            credentials::accepts,
            (text, link) -> arrived(text, life, link),
            (request, link) -> arrived(request, life, link),
            plan.takesAtMost(),
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
            book,
            new Vigil(settings.policy().heartbeat(), world.faults().slackNanos()),
            new SubscriptionWatch(plan.form(), settings.dialogue().commandTimeout()),
            settings.policy().loginRequired(),
            world.faults().slackNanos(),
            () -> status());
    book.anotherLife(witness::broke);
    this.chronicle = new Chronicle(loop, story, settings.policy(), witness::broke);
    InputLoop seen = sabotage.loop(tappedLoop);
    Dice observers = dice.split();
    ConnectionPorts ports =
        new ConnectionPorts(
                seen,
                sabotage.transport(new Tap(network, witness)),
                sabotage.protocol(protocol(plan)),
                credentials,
                sabotage.sink(inbox(settings)),
                List.of(sabotage.observer(chronicle)),
                sabotage.executor(task -> time.after(observers.nanos(0, 20), task)),
                () -> time.nanoTime() / 1_000_000,
                dice.generator())
            .recordedBy(world.recorder())
            .answeredBy(new SimulatedCalls(time, dice.split(), witness::obeys));
    this.connection =
        new SupervisedConnection(
            new ConnectionSettings(
                settings.id(),
                settings.endpoints(),
                settings.headers(),
                sabotage.policy(settings.policy()),
                settings.heartbeat(),
                sabotage.outbox(settings.outbox()),
                settings.dialogue()),
            store
                .map(its -> sabotage.store(new StoreTap(its, book, story, id)))
                .map(ports::storedIn)
                .orElse(ports));
    Audited audited = sabotage.audited(connection);
    this.audit = new SelfAudit(() -> List.of(audited), loop);
    this.auditedNanos = loop.nanoTime();
  }

  private static WorldProtocol protocol(Plan plan) {
    return new WorldProtocol(
        plan.settings().policy().loginRequired(),
        plan.form(),
        plan.maxInFlight(),
        plan.keeping().acknowledged());
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

  Letter send(OutboundMessage.Text message) {
    Letter letter = book.given(message, status().up());
    connection
        .send(sabotage.message(message))
        .thenAccept(
            result -> {
              if (book.answered(letter, result)) {
                story.tell(id, message.text() + " is answered:", result);
                // Behind whatever the application has left for its loop to do.
                loop.execute(letter::loopKnows);
              }
            });
    return letter;
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

  /** Checks everything; from time to time the process looks at itself too. */
  void check() {
    boolean due = loop.nanoTime() - auditedNanos >= SelfAudit.EVERY.toNanos();
    if (due && sabotage.audits() && !loop.isFrozen()) {
      auditedNanos = loop.nanoTime();
      audit.round();
      audit
          .health()
          .violations()
          .forEach(violation -> witness.broke(Promise.AUDIT_AGREES, violation.words()));
    }
    witness.check();
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

  MessageBook book() {
    return book;
  }

  /** How much it had accepted and would lose, were this its end. */
  int unsent() {
    return store.isPresent() ? 0 : status().queued();
  }

  /** The process is gone. */
  void die(boolean inSilence, IntUnaryOperator survives) {
    network.die(inSilence);
    store.ifPresent(it -> it.die(survives));
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

  private void arrived(String text, int life, int link) {
    story.tell(id, "arrived at the gateway:", text);
    book.arrived(text, life, link);
  }

  private void arrived(WireRequest request, int life, int link) {
    if (request.isMessage()) {
      arrived(request.payload(), life, link);
    } else {
      story.tell(id, "asked of the gateway:", request);
      witness.arrived(request);
    }
  }

  private void answeredWrongly(String how) {
    witness.broke(Promise.ANSWERS_CALLS_ONCE, how);
  }

  private void timerLate(long nanos) {
    witness.timerLate(nanos);
  }
}
