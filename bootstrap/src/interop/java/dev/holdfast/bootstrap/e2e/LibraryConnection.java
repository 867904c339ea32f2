package dev.holdfast.bootstrap.e2e;

import static org.awaitility.Awaitility.await;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.adapter.transport.TransportOptions;
import dev.holdfast.adapter.transport.TyrusTransport;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.Subscription;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A connection of the library in this process, over the real transport, with what the command line
 * does not offer: subscriptions, commands, answers to what the gateway wants. Retries after 100 to
 * 500 ms.
 */
final class LibraryConnection implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final NettyEventLoops loops = NettyEventLoops.start(1);
  private final ExecutorService observers = Executors.newSingleThreadExecutor();
  private final List<InboundMessage> messages = new CopyOnWriteArrayList<>();
  private final List<String> transitions = new CopyOnWriteArrayList<>();
  private final SupervisedConnection connection;

  /** One that connects at once, and answers no calls. */
  static LibraryConnection open(
      String protocol, URI gateway, Credentials credentials, Subscription... subscriptions) {
    return open(
        protocol, gateway, credentials, call -> new CallAnswer.NotImplemented(), subscriptions);
  }

  /** One that connects at once. */
  static LibraryConnection open(
      String protocol,
      URI gateway,
      Credentials credentials,
      Function<GatewayCall, CallAnswer> calls,
      Subscription... subscriptions) {
    return new LibraryConnection(protocol, gateway, credentials, calls, List.of(subscriptions));
  }

  private LibraryConnection(
      String name,
      URI gateway,
      Credentials credentials,
      Function<GatewayCall, CallAnswer> calls,
      List<Subscription> subscriptions) {
    SessionProtocol protocol = Protocols.byName(name).orElseThrow();
    connection =
        new SupervisedConnection(
            new ConnectionSettings(
                name,
                List.of(gateway),
                Map.of(),
                ConnectionPolicy.builder()
                    .loginRequired(protocol.profile().login())
                    .verdicts(protocol.profile().verdicts())
                    .backoff(
                        new Backoff(
                            Jitter.DECORRELATED, Duration.ofMillis(100), Duration.ofMillis(500)))
                    .build(),
                protocol.profile().heartbeat(),
                OutboxSettings.defaults(),
                new DialogueSettings(100, Duration.ofSeconds(10), subscriptions, List.of())),
            new ConnectionPorts(
                    loops.next(),
                    TyrusTransport.create(TransportOptions.defaults()),
                    protocol,
                    fresh -> CompletableFuture.completedFuture(credentials),
                    (message, roomAgain) -> messages.add(message),
                    List.of((id, transition) -> transitions.add(transition.toString())),
                    observers,
                    System::currentTimeMillis,
                    new SplittableRandom(1))
                .answeredBy((id, call) -> CompletableFuture.completedFuture(calls.apply(call))));
    connection.connect();
  }

  /** A login by user name and password. */
  static Credentials password(String user, String password) {
    return new Credentials(Optional.of(user), Optional.of(password), Optional.empty());
  }

  ConnectionStatus status() {
    return connection.status();
  }

  /** Waits until it is up on this attempt or a later one. */
  LibraryConnection awaitUp(long attempt) {
    await("up").atMost(SOON).until(() -> status().up() && status().attempt() >= attempt);
    return this;
  }

  /** Waits until it is not up. */
  void awaitDown() {
    await("down").atMost(SOON).until(() -> !status().up());
  }

  /** The readings so far. */
  List<InboundMessage.Text> readings() {
    return messages.stream()
        .filter(InboundMessage.Text.class::isInstance)
        .map(InboundMessage.Text.class::cast)
        .toList();
  }

  /** Everything that came so far. */
  List<InboundMessage> messages() {
    return messages;
  }

  /** Waits for a message. */
  void awaitMessage(String what, Predicate<InboundMessage> fits) {
    await(what).atMost(SOON).until(() -> messages.stream().anyMatch(fits));
  }

  /** Gives a command and waits for its end. */
  CommandOutcome command(String name, String payload) throws Exception {
    return start(name, payload).get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  /** Gives a command, which may wait for the link as long as a test does. */
  CompletableFuture<CommandOutcome> start(String name, String payload) {
    return connection.command(new Command(name, payload, SOON, false)).toCompletableFuture();
  }

  /** What became of it, and what it got. */
  String describe() {
    return String.join("\n", transitions)
        + "\n"
        + messages.size()
        + " messages, last "
        + messages.stream().reduce((first, second) -> second).map(Object::toString).orElse("none");
  }

  @Override
  public void close() {
    connection.shutDown(Duration.ofSeconds(1));
    loops.close();
    observers.shutdown();
  }
}
