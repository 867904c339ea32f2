package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of links come and go in every way; nothing of them stays. */
@Timeout(180)
class ChurnTest {

  private static final int CYCLES = 10_000;
  private static final int AT_ONCE = 16;
  private static final long SEED = 6455;

  /** What happens to one link. */
  private enum Fate {
    CLOSED_BY_US,
    CLOSED_BY_GATEWAY,
    DROPPED_BY_GATEWAY,
    REFUSED,
    ABORTED_WHEN_OPEN,
    ABORTED_AT_ONCE,
    ABORTED_SOON
  }

  @ParameterizedTest(name = "compression {0}")
  @ValueSource(booleans = {false, true})
  void nothingGrows(boolean compression) throws Exception {
    LeakWatch.begin();
    try (CountingGateway gateway = CountingGateway.start();
        NettyEventLoops loops = NettyEventLoops.start(2)) {
      TyrusTransport transport =
          TyrusTransport.create(TransportOptions.defaults().withCompression(compression));
      run(transport, loops, gateway.port(), 1000);
      gateway.awaitNoConnections();
      long files = OpenFiles.count();
      int threads = Thread.activeCount();
      long direct = DirectMemory.used();
      long heap = usedHeap();
      long resident = NativeMemory.isKnown() ? NativeMemory.resident() : 0;

      run(transport, loops, gateway.port(), CYCLES);

      gateway.awaitNoConnections();
      OpenFiles.awaitAtMost(files);
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
      DirectMemory.awaitAtMost(direct + (1 << 20));
      assertThat(usedHeap() - heap).isLessThan(2 << 20);
      if (NativeMemory.isKnown()) {
        assertThat(NativeMemory.resident() - resident).isLessThan(64 << 20);
      }
      assertThat(gateway.accepted()).isGreaterThan(CYCLES / 2);
    }
    LeakWatch.assertNoLeaks();
  }

  private static void run(TyrusTransport transport, NettyEventLoops loops, int port, int cycles)
      throws InterruptedException {
    Random random = new Random(SEED);
    Semaphore places = new Semaphore(AT_ONCE);
    AtomicInteger faults = new AtomicInteger();
    for (int i = 0; i < cycles; i++) {
      assertThat(places.tryAcquire(30, TimeUnit.SECONDS))
          .as("cycle %d of seed %d", i, SEED)
          .isTrue();
      Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
      long soon = random.nextInt(2_000_000);
      EventLoop loop = loops.next();
      loop.execute(() -> new Cycle(transport, loop, port, fate, soon, places, faults).start());
    }
    assertThat(places.tryAcquire(AT_ONCE, 30, TimeUnit.SECONDS)).isTrue();
    assertThat(faults).hasValue(0);
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** The life of one link. */
  private static final class Cycle implements LinkListener {

    private final TyrusTransport transport;
    private final EventLoop loop;
    private final int port;
    private final Fate fate;
    private final long soonNanos;
    private final Semaphore places;
    private final AtomicInteger faults;
    private Link link;
    private boolean over;

    Cycle(
        TyrusTransport transport,
        EventLoop loop,
        int port,
        Fate fate,
        long soonNanos,
        Semaphore places,
        AtomicInteger faults) {
      this.transport = transport;
      this.loop = loop;
      this.port = port;
      this.fate = fate;
      this.soonNanos = soonNanos;
      this.places = places;
      this.faults = faults;
    }

    void start() {
      String path =
          switch (fate) {
            case CLOSED_BY_GATEWAY -> "/close";
            case DROPPED_BY_GATEWAY -> "/drop";
            case REFUSED -> "/refuse";
            default -> "/";
          };
      URI uri = URI.create("ws://127.0.0.1:" + port + path);
      link = transport.open(loop, RecordedLink.request(uri), this);
      if (fate == Fate.ABORTED_AT_ONCE) {
        abort();
      } else if (fate == Fate.ABORTED_SOON) {
        loop.schedule(this::abort, soonNanos);
      }
    }

    private void abort() {
      if (!over) {
        over = true;
        link.abort();
        places.release();
      }
    }

    @Override
    public void onOpen(String subprotocol) {
      if (fate == Fate.CLOSED_BY_US) {
        link.sendText("hello", () -> {});
        link.close(1000, "done");
      } else if (fate == Fate.ABORTED_WHEN_OPEN) {
        link.sendText("hello", () -> {});
        abort();
      }
    }

    @Override
    public void onEnded(Cause cause) {
      if (over) {
        faults.incrementAndGet();
      } else {
        over = true;
        places.release();
      }
    }

    @Override
    public void onFrames() {}

    @Override
    public void onText(String text) {}

    @Override
    public void onBinary(ByteBuffer data) {}

    @Override
    public void onPong() {}

    @Override
    public void onWritable() {}
  }
}
