package dev.holdfast.bootstrap.bench.client;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.adapter.transport.TransportOptions;
import dev.holdfast.adapter.transport.TyrusTransport;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.application.service.ConnectionPorts;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Makes supervised connections as the daemon would: its defaults, session protocol {@code raw},
 * pings. They share the loops, the transport and one thread for observers.
 */
public final class BenchConnections {

  private final NettyEventLoops loops;
  private final Transport transport = TyrusTransport.create(TransportOptions.defaults());
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
  private final ExecutorService observers =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "observers");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts the loops.
   *
   * @param loopCount how many
   */
  public BenchConnections(int loopCount) {
    loops = NettyEventLoops.start(loopCount);
  }

  /**
   * A connection that nobody wants yet, on the next loop.
   *
   * @param id its name
   * @param policy how it behaves
   * @param gateway where to
   * @param sink where its messages go
   * @param observer told of its transitions
   */
  public SupervisedConnection create(
      String id,
      ConnectionPolicy policy,
      URI gateway,
      MessageSink sink,
      ConnectionObserver observer) {
    return new SupervisedConnection(
        new ConnectionSettings(
            id, List.of(gateway), Map.of(), policy, HeartbeatMode.PING, OutboxSettings.defaults()),
        new ConnectionPorts(
            loops.next(),
            transport,
            Protocols.byName("raw").orElseThrow(),
            fresh -> CompletableFuture.completedFuture(Credentials.none()),
            sink,
            List.of(observer),
            observers,
            System::currentTimeMillis,
            random));
  }
}
