package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.GatewayConnection.Behaviour;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Neither side can make this one buffer without bound. */
class BackpressureTest extends LinkTest {

  private static final String KILOBYTE = "x".repeat(1024);

  /** Stops reading once the upgrade is accepted, until the test says otherwise. */
  private CountDownLatch freezeGateway() {
    CountDownLatch thaw = new CountDownLatch(1);
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          thaw.await(SOON.toSeconds(), TimeUnit.SECONDS);
          connection.behave(Behaviour.SILENT);
        });
    return thaw;
  }

  @Test
  void aGatewayThatDoesNotReadMakesTheLinkUnwritableUntilItReads() throws Exception {
    CountDownLatch thaw = freezeGateway();
    RecordedLink link = open();
    link.await("open");
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger confirmed = new AtomicInteger();
    long direct = DirectMemory.used();
    // Kernel buffers take some megabytes before the socket does not take any more.
    for (int unwritable = 0; unwritable < 3; ) {
      unwritable = link.ask(it -> fill(it, sent, confirmed)) ? 0 : unwritable + 1;
    }
    assertThat(confirmed.get()).isLessThan(sent.get());
    assertThat(DirectMemory.used() - direct).isLessThan(8 << 20);
    int before = link.texts("writable").size();
    thaw.countDown();
    link.awaitTexts("writable", before + 1);
    ConnectionRecord seen = record(1);
    Await.until("all messages", () -> seen.framesCount() == sent.get());
    Await.until("all confirmed", () -> confirmed.get() == sent.get());
    assertThat(link.isWritable()).isTrue();
  }

  /** Sends while the link takes it, at most a megabyte; false if it took nothing. */
  private static boolean fill(
      dev.holdfast.application.port.out.Link link, AtomicInteger sent, AtomicInteger confirmed) {
    int count = 0;
    while (link.isWritable() && count < 1024) {
      link.sendText(KILOBYTE, confirmed::incrementAndGet);
      sent.incrementAndGet();
      count++;
    }
    return count > 0;
  }

  @Test
  void aPausedLinkMakesTheGatewayWaitAndLosesNothing() throws Exception {
    int messages = 20_000;
    AtomicInteger written = new AtomicInteger();
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.sendText("first");
          flood(connection, messages, written);
        });
    RecordedLink link =
        open(
            RecordedLink.request(gateway.uri()),
            (it, event) -> {
              if (event.text().equals("first")) {
                it.link().pauseReading();
              }
            });
    link.await("text");
    int stuckAt = awaitStandstill(written);
    assertThat(stuckAt).isLessThan(messages);
    assertThat(link.texts("text")).hasSize(1);
    link.act(it -> it.resumeReading());
    List<String> all = link.awaitTexts("text", messages + 1);
    for (int i = 0; i < messages; i++) {
      assertThat(all.get(i + 1)).startsWith(i + " ");
    }
  }

  private static void flood(GatewayConnection connection, int messages, AtomicInteger written)
      throws IOException {
    for (int i = 0; i < messages; i++) {
      connection.sendText(i + " " + KILOBYTE);
      written.incrementAndGet();
    }
  }

  /** Waits until a counter has not moved for a while. */
  private static int awaitStandstill(AtomicInteger counter) {
    int[] last = {-1};
    long[] since = {System.nanoTime()};
    Await.until(
        "standstill",
        () -> {
          if (counter.get() != last[0]) {
            last[0] = counter.get();
            since[0] = System.nanoTime();
          }
          return last[0] > 0 && System.nanoTime() - since[0] > 500_000_000;
        });
    return last[0];
  }

  @Test
  void pingsOfAGatewayThatDoesNotReadAreAnsweredOnlyForTheLatest() throws Exception {
    int pings = 200_000;
    String last = String.format("%0120d", pings);
    CountDownLatch flooded = new CountDownLatch(1);
    CountDownLatch lastPong = new CountDownLatch(1);
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          floodWithPings(connection, pings);
          flooded.countDown();
          while (!connection.readFrame().text().equals(last)) {
            // Pongs for earlier pings.
          }
          lastPong.countDown();
        });
    RecordedLink link = open();
    long direct = DirectMemory.used();
    assertThat(flooded.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(DirectMemory.used() - direct).isLessThan(8 << 20);
    assertThat(lastPong.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(record(1).framesCount()).isLessThan(pings);
    assertThat(link.hasEnded()).isFalse();
  }

  private static void floodWithPings(GatewayConnection connection, int pings) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 1; i <= pings; i++) {
      block.writeBytes(ServerFrame.ping(String.format("%0120d", i)).bytes());
      if (i % 1000 == 0) {
        connection.sendRaw(block.toByteArray());
        block.reset();
      }
    }
  }
}
