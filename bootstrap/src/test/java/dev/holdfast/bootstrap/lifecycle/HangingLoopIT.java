package dev.holdfast.bootstrap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.application.port.in.Violation;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.config.ConfigLoader;
import dev.holdfast.bootstrap.config.ConfigRequest;
import dev.holdfast.bootstrap.config.ServiceConfig;
import dev.holdfast.bootstrap.logging.SecretMask;
import dev.holdfast.bootstrap.wiring.ConnectionModule;
import dev.holdfast.bootstrap.wiring.ServiceModule;
import dev.holdfast.bootstrap.wiring.SystemModule;
import dev.holdfast.bootstrap.wiring.TransportModule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon whose event loop hangs says so, and says that it is well before and after; also to a
 * service manager, which restarts it.
 */
@Timeout(180)
class HangingLoopIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration WATCHDOG = Duration.ofSeconds(1);

  @TempDir private Path folder;

  @Test
  void isNoticed() throws Exception {
    try (RawGateway gateway = RawGateway.start();
        NoticeReceiver systemd = NoticeReceiver.at(folder.resolve("notify").toString())) {
      Injector injector =
          Guice.createInjector(
              new ConnectionModule(
                  new ConfigLoader(List.of("raw"))
                      .load(
                          ConfigRequest.of(Map.of("GATEWAY_URL", gateway.uri().toString()), folder))
                      .config()),
              new TransportModule(),
              new SystemModule(SecretMask.of(List.of())),
              ServiceModule.of(
                      new ServiceConfig(systemd.address(), Optional.of(WATCHDOG), List.of()))
                  .orElseThrow(),
              binder -> binder.bind(MessageSink.class).toInstance(new NobodyReads()));
      SupervisedConnection connection = injector.getInstance(SupervisedConnection.class);
      SelfAudit audit = injector.getInstance(SelfAudit.class);
      Daemon daemon = injector.getInstance(Daemon.class);
      Thread running = new Thread(daemon::run, "daemon-under-test");
      running.start();
      await().atMost(SOON).until(() -> connection.status().up());
      systemd.await(0, "a ping", HangingLoopIT::isPing);
      CountDownLatch hung = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      EventLoop loop = injector.getInstance(NettyEventLoops.class).next();
      loop.execute(
          () -> {
            hung.countDown();
            waitFor(goOn);
          });
      hung.await();
      assertThat(audit.health().live()).isTrue();

      await().atMost(SOON).until(() -> !audit.health().live());

      assertThat(audit.health().violations())
          .extracting(Violation::invariant)
          .containsExactly(Invariant.LOOP_TURNS);
      systemd.await(
          0, "not well", notice -> notice.says("STATUS=not well (see /health/live); gateway up"));
      int hanging = systemd.mark();
      await().pollDelay(WATCHDOG.multipliedBy(3)).atMost(SOON).until(() -> true);
      assertThat(systemd.all().stream().skip(hanging)).noneMatch(HangingLoopIT::isPing);
      goOn.countDown();
      await().atMost(SOON).until(() -> audit.health().live());
      systemd.await(hanging, "a ping again", HangingLoopIT::isPing);
      assertThat(connection.send(new OutboundMessage.Text("still here"))).isNotNull();
      daemon.stop();
      running.join();
    }
  }

  private static boolean isPing(NoticeReceiver.Notice notice) {
    return notice.says("WATCHDOG=1");
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class NobodyReads implements MessageSink {

    @Override
    public boolean deliver(InboundMessage message, Runnable onRoomAgain) {
      return true;
    }
  }
}
