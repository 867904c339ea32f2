package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.Frame;
import dev.holdfast.adapter.simulation.network.GatewayEnd;
import dev.holdfast.adapter.simulation.network.GatewayMind;
import dev.holdfast.adapter.simulation.network.NetworkWeather;
import dev.holdfast.adapter.simulation.network.SimulatedTransport;
import dev.holdfast.adapter.simulation.time.VirtualLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.Subscription;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A dialogue that is always the same (a login, a subscription, a command that must not be given
 * twice, one that may be, a reading), with a gateway that always does its duty; its first link is
 * cut at one boundary, in one way.
 */
final class CutDialogue implements GatewayMind {

  static final Command ONCE = new Command("set", "once", Duration.ofMinutes(1), false);
  static final Command AGAIN = new Command("get", "again", Duration.ofMinutes(1), true);
  static final Acquisition READING =
      new Acquisition(
          Clerk.MEASURE,
          "reading",
          Clerk.STARTED,
          Clerk.DATA,
          Stamp.subjectOf("reading"),
          Duration.ofMinutes(1));

  private static final List<String> TOPICS = List.of("levels");

  private final VirtualTime time = new VirtualTime();
  private final VirtualLoop loop = new VirtualLoop(time);
  private final List<GatewayEnd> ends = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final List<InboundMessage> delivered = new ArrayList<>();

  /** What was given to the first link, and what the application got by it. */
  private final Set<String> asked = new HashSet<>();

  private final Set<String> heard = new HashSet<>();
  private final QuestionBook book =
      new QuestionBook((promise, how) -> broken.add(promise.words() + ": " + how), 0);
  private final Clerk clerk;
  private final Boundaries boundaries;
  private final SupervisedConnection connection;
  private final CompletableFuture<CommandOutcome> once;
  private final CompletableFuture<CommandOutcome> again;
  private final CompletableFuture<AcquisitionOutcome> reading;

  /**
   * Lives it to the end.
   *
   * @param form how the gateway answers
   * @param where the boundary at which the first link is cut, from 0
   * @param cut how
   */
  CutDialogue(AnswerForm form, int where, Cut cut) {
    this.boundaries = new Boundaries(where, () -> cut.strike(ends.get(0)));
    this.clerk = new Clerk(time, Dice.of(1), form, this::later, broken::add);
    this.clerk.calmDown();
    this.connection = new SupervisedConnection(settings(), ports(form));
    this.once = judged(ONCE).toCompletableFuture();
    this.again = judged(AGAIN).toCompletableFuture();
    this.reading = judged(READING).toCompletableFuture();
    connection.connect();
    time.passNanos(Duration.ofSeconds(40).toNanos());
  }

  private CompletionStage<CommandOutcome> judged(Command command) {
    Question question = book.asked(command);
    CompletionStage<CommandOutcome> outcome = connection.command(command);
    outcome.thenAccept(how -> book.ended(question, how));
    return outcome;
  }

  private CompletionStage<AcquisitionOutcome> judged(Acquisition acquisition) {
    Question question = book.asked(acquisition);
    CompletionStage<AcquisitionOutcome> outcome = connection.acquire(acquisition);
    outcome.thenAccept(how -> book.ended(question, how));
    return outcome;
  }

  private static ConnectionSettings settings() {
    return new ConnectionSettings(
        "c0",
        List.of(URI.create("ws://gateway.test")),
        Map.of(),
        ConnectionPolicy.builder()
            .loginRequired(true)
            .connectTimeout(Duration.ofSeconds(2))
            .loginTimeout(Duration.ofSeconds(2))
            .heartbeat(new HeartbeatPolicy(true, Duration.ofSeconds(2), Duration.ofSeconds(1)))
            .build(),
        HeartbeatMode.PING,
        OutboxSettings.withLimits(new OutboxLimits(20, 200, 100)),
        new DialogueSettings(
            10,
            Duration.ofMinutes(1),
            TOPICS.stream().map(name -> new Subscription(name, name)).toList(),
            List.of()));
  }

  private ConnectionPorts ports(AnswerForm form) {
    CutTransport transport =
        new CutTransport(
            new SimulatedTransport(time, NetworkWeather.FINE, this),
            boundaries,
            this::written,
            heard::add);
    return new ConnectionPorts(
        loop,
        transport,
        new WorldProtocol(true, form, form == AnswerForm.BY_ORDER ? 1 : 4, false),
        fresh -> CompletableFuture.completedFuture(Credentials.none()),
        (message, roomAgain) -> delivered.add(message),
        List.of(),
        Runnable::run,
        () -> time.nanoTime() / 1_000_000,
        Dice.of(1).generator());
  }

  // --- the gateway ---

  @Override
  public void dialled(GatewayEnd end) {
    ends.add(end);
    if (passes(end)) {
      end.accept("");
      passes(end);
    }
  }

  @Override
  public void received(GatewayEnd end, Frame frame) {
    switch (frame.kind()) {
      case PING -> end.send(Frame.pong(frame.data()));
      case CLOSE -> end.fin();
      case TEXT -> {
        if (passes(end)) {
          read(end, frame.text());
          passes(end);
        }
      }
      default -> throw new IllegalStateException("not expected: " + frame);
    }
  }

  private void read(GatewayEnd end, String text) {
    if (text.equals(WorldProtocol.LOGIN)) {
      end.send(Frame.text(WorldProtocol.ACCEPT));
    } else {
      WireRequest request = WireRequest.parse(text);
      book.seen(request);
      clerk.asked(end, request);
    }
  }

  private void later(long nanos, GatewayEnd end, Runnable what) {
    time.after(
        nanos,
        () -> {
          if (end.isOpen()) {
            what.run();
          }
        });
  }

  private boolean passes(GatewayEnd end) {
    return end != ends.get(0) || boundaries.pass();
  }

  private void written(String text) {
    if (WireRequest.isOne(text)) {
      WireRequest request = WireRequest.parse(text);
      book.left(request);
      if (ends.size() == 1) {
        asked.add(request.payload());
      }
    }
  }

  // --- what became of it ---

  /** How many boundaries the first link came to. */
  int boundaries() {
    return boundaries.passed();
  }

  List<String> brokenPromises() {
    return broken;
  }

  CompletableFuture<CommandOutcome> once() {
    return once;
  }

  CompletableFuture<CommandOutcome> again() {
    return again;
  }

  CompletableFuture<AcquisitionOutcome> reading() {
    return reading;
  }

  /** Whether this was given to the first link. */
  boolean wasAsked(String payload) {
    return asked.contains(payload);
  }

  /** Whether the application got something by the first link that contains this text. */
  boolean wasHeard(String text) {
    return heard.stream().anyMatch(it -> it.contains(text));
  }

  ConnectionStatus status() {
    return connection.status();
  }

  boolean isSubscribed() {
    return clerk.isSubscribed(TOPICS);
  }

  /** How many links there were. */
  int links() {
    return ends.size();
  }

  /** How often the sink was told of a gap. */
  long gaps() {
    return delivered.stream().filter(InboundMessage.Gap.class::isInstance).count();
  }
}
