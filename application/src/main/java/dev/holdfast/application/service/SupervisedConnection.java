package dev.holdfast.application.service;

import dev.holdfast.application.audit.Audited;
import dev.holdfast.application.audit.Breach;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.Outbox;
import dev.holdfast.application.port.in.AcquireUseCase;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.CommandUseCase;
import dev.holdfast.application.port.in.ConnectUseCase;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.DisconnectUseCase;
import dev.holdfast.application.port.in.LookAgainUseCase;
import dev.holdfast.application.port.in.ObserveConnectionUseCase;
import dev.holdfast.application.port.in.ReconnectNowUseCase;
import dev.holdfast.application.port.in.SendMessageUseCase;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.CredentialsSource;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One wanted link to one gateway, for as long as it is wanted: the use cases of a connection.
 *
 * <p>Any thread may call; every call posts to the connection's loop and returns at once.
 */
public final class SupervisedConnection
    implements ConnectUseCase,
        DisconnectUseCase,
        ReconnectNowUseCase,
        SendMessageUseCase,
        LookAgainUseCase,
        CommandUseCase,
        AcquireUseCase,
        ObserveConnectionUseCase,
        Audited {

  private final String id;
  private volatile ConnectionSettings adopted;
  private final TrafficCounters counters = new TrafficCounters();
  private final ConnectionLoop loop;
  private final Clock clock;
  private final Answers answers;
  private final AtomicBoolean pumpPosted = new AtomicBoolean();
  private final Runnable pump = this::pump;
  private final AtomicReference<Wish> wish = new AtomicReference<>(Wish.NONE);

  /** What was asked for last, as far as it decides whether a message is accepted. */
  private enum Wish {
    NONE,
    /** The loop has not yet heard of it: the stop that it may show is out of date. */
    CONNECT,
    END,
    /** The process ends; nothing follows. */
    END_FOR_GOOD
  }

  /**
   * Creates a connection that nobody wants yet.
   *
   * @param settings what it is told about itself
   * @param ports what it is connected to
   */
  public SupervisedConnection(ConnectionSettings settings, ConnectionPorts ports) {
    this.id = settings.id();
    this.adopted = settings;
    this.clock = ports.loop();
    this.loop = new ConnectionLoop(settings, ports, counters);
    this.answers = new Answers(settings.dialogue().maxPendingCommands(), ports.observerExecutor());
  }

  /**
   * Goes on as other settings say. What waits to be sent stays, and so does the link, unless it
   * would not be opened like this any more: then it is replaced in good order. A connection that
   * has stopped by itself is wanted again, one that was disconnected is not. Not while its events
   * are recorded: a recording knows one policy.
   *
   * @param settings of the same connection, with the same outbox and dialogue
   * @param transport opens its links from now on; the same object if nothing has changed
   * @param credentials who it is from now on; the same object if nothing has changed
   * @throws IllegalArgumentException if it cannot become that
   */
  public void adopt(
      ConnectionSettings settings, Transport transport, CredentialsSource credentials) {
    if (!adopted.canBecome(settings)) {
      throw new IllegalArgumentException(adopted + " cannot become " + settings + " in its life");
    }
    adopted = settings;
    loop.post(() -> loop.adopt(settings, transport, credentials));
  }

  @Override
  public void connect() {
    ask(Wish.CONNECT);
    loop.post(
        () -> {
          loop.connect();
          wish.compareAndSet(Wish.CONNECT, Wish.NONE);
        });
  }

  @Override
  public void disconnect(Duration within) {
    end(CauseKind.DISCONNECT_REQUESTED, within, false);
  }

  @Override
  public void shutDown(Duration within) {
    end(CauseKind.SHUTDOWN, within, true);
  }

  @Override
  public void reconnectNow() {
    loop.post(() -> loop.feed(Event.RECONNECT_NOW));
  }

  @Override
  public CompletionStage<SendResult> send(OutboundMessage message) {
    if (!accepts()) {
      counters.sendRefused(SendResult.STOPPED);
      return SendResult.STOPPED.atOnce();
    }
    Picture picture = loop.picture();
    CompletionStage<SendResult> answer =
        loop.outbox().offer(message, picture.up() ? picture.attempt() : Outbox.NO_SESSION);
    // One wake-up for a burst of messages.
    if (!pumpPosted.getAndSet(true)) {
      try {
        loop.post(pump);
      } catch (RejectedExecutionException e) {
        ask(Wish.END_FOR_GOOD);
        counters.sendRefused(SendResult.STOPPED);
        loop.outbox().refuseAll();
        return SendResult.STOPPED.atOnce();
      }
    }
    return answer;
  }

  @Override
  public long largestMessage(MessageClass of) {
    return adopted.outbox().limits(of).largestMessage();
  }

  @Override
  public void lookAgain() {
    loop.post(loop::lookAgain);
  }

  @Override
  public CompletionStage<CommandOutcome> command(Command command) {
    if (command.id().isEmpty()) {
      return ask(
          accepts(), CommandOutcome.NotSent::new, whenEnded -> loop.command(command, whenEnded));
    }
    // It may have been done before: where that cannot be looked up any more, nobody can say that it
    // is not sent.
    boolean rests = wish.get() != Wish.END_FOR_GOOD && loop.picture().stopped();
    return ask(
        accepts() || rests,
        why -> new CommandOutcome.Unknown(why + KnownCommands.NOT_LOOKED_UP),
        whenEnded -> loop.command(command, whenEnded));
  }

  @Override
  public CompletionStage<AcquisitionOutcome> acquire(Acquisition acquisition) {
    return ask(
        accepts(),
        why -> new AcquisitionOutcome.NotStarted(new CommandOutcome.NotSent(why)),
        whenEnded -> loop.acquire(acquisition, whenEnded));
  }

  /**
   * Asks for something on the loop.
   *
   * @param taken whether it may be asked at all
   * @param notSent the outcome of what does not even get there
   * @param question asked on the loop, with whom to tell the outcome
   */
  private <T> CompletionStage<T> ask(
      boolean taken, Function<String, T> notSent, Consumer<Consumer<T>> question) {
    if (!taken) {
      return CompletableFuture.completedFuture(notSent.apply(SendResult.STOPPED.words()));
    }
    Optional<Answers.Awaited<T>> awaited = answers.await();
    if (awaited.isEmpty()) {
      return CompletableFuture.completedFuture(
          notSent.apply("as many commands as allowed are pending"));
    }
    try {
      loop.post(() -> question.accept(awaited.get()));
    } catch (RejectedExecutionException e) {
      ask(Wish.END_FOR_GOOD);
      awaited.get().accept(notSent.apply(SendResult.STOPPED.words()));
    }
    return awaited.get().outcome();
  }

  @Override
  public ConnectionStatus status() {
    Picture picture = loop.picture();
    return new ConnectionStatus(
        id,
        picture.state(),
        picture.up(),
        Duration.ofNanos(Math.max(0, clock.nanoTime() - picture.upChangedNanos())),
        picture.attempt(),
        picture.failures(),
        loop.outbox().depth(),
        loop.dialogue().subscribed(),
        loop.dialogue().runs(),
        picture.lastTransition(),
        counters.latestRoundTrip(),
        counters.snapshot());
  }

  @Override
  public String connection() {
    return id;
  }

  @Override
  public boolean inspect(Consumer<List<Breach>> answer) {
    try {
      loop.post(() -> loop.inspect(answer));
      return true;
    } catch (RejectedExecutionException e) {
      // Its loop has ended with the process: nothing must hold any more.
      return false;
    }
  }

  @Override
  public void complain(Breach breach) {
    ConnectionLog.of(id)
        .error("Invariant {} is violated: {}", breach.invariant().id(), breach.words());
  }

  private void end(CauseKind why, Duration within, boolean forGood) {
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("within must be above zero but was " + within);
    }
    ask(forGood ? Wish.END_FOR_GOOD : Wish.END);
    loop.post(() -> loop.end(Cause.of(why), within, forGood));
  }

  private void ask(Wish next) {
    wish.updateAndGet(before -> before == Wish.END_FOR_GOOD ? before : next);
  }

  private boolean accepts() {
    return switch (wish.get()) {
      case NONE -> !loop.picture().stopped();
      case CONNECT -> true;
      case END, END_FOR_GOOD -> false;
    };
  }

  private void pump() {
    pumpPosted.set(false);
    loop.pump();
  }
}
