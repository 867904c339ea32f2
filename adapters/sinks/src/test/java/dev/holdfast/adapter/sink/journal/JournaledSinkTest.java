package dev.holdfast.adapter.sink.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.QueueOptions;
import dev.holdfast.adapter.sink.queue.QueuedSink;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.testing.store.FakeJournal;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in the journal gets to every sink, whatever happens to sinks, journal and process. */
@Timeout(60)
final class JournaledSinkTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExecutorService writer = Executors.newSingleThreadExecutor();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<QueuedSink> sinks = new ArrayList<>();
  private final Shelf file = new Shelf();
  private final Shelf web = new Shelf();
  private FakeJournal journal = new FakeJournal(writer, List.of("file", "web"));

  @AfterEach
  void close() {
    // A sink that is down would use all of the time that it has to the end.
    web.broken = false;
    sinks.forEach(sink -> sink.close(PATIENCE));
    writer.shutdownNow();
  }

  @Test
  void everySinkGetsEverythingInOrderAndThenTheJournalIsEmpty() {
    JournaledSink sink = start(JournalOptions.defaults());
    List<String> texts = IntStream.range(0, 2_000).mapToObj(i -> "m" + i).toList();
    texts.forEach(text -> assertThat(deliver(sink, text)).isTrue());

    await().atMost(PATIENCE).until(() -> journal.stock().messages() == 0);
    assertThat(file.texts).containsExactlyElementsOf(texts);
    assertThat(web.texts).containsExactlyElementsOf(texts);
  }

  @Test
  void aDeadSinkHoldsTheJournalAndNobodyElse() {
    web.broken = true;
    JournaledSink sink = start(JournalOptions.defaults());
    deliver(sink, "one");
    deliver(sink, "two");

    await().atMost(PATIENCE).until(() -> file.texts.size() == 2);
    assertThat(journal.stock().messages()).isEqualTo(2);

    web.broken = false;
    await().atMost(PATIENCE).until(() -> journal.stock().messages() == 0);
    assertThat(web.texts).containsExactly("one", "two");
  }

  @Test
  void whoeverIsServedDirectlyDoesNotWaitForTheJournal() {
    List<InboundMessage> direct = new ArrayList<>();
    JournaledSink sink = start(JournalOptions.defaults());
    sink.serveDirectly((message, roomAgain) -> direct.add(message));
    journal.hold();
    deliver(sink, "one");

    assertThat(direct).containsExactly(text("one"));
    journal.release();
  }

  @Test
  void nothingIsSafeBeforeItIsInTheJournal() throws Exception {
    JournaledSink sink = start(JournalOptions.defaults());
    journal.hold();
    deliver(sink, "one");
    sink.whenSafe(() -> told.add("one is safe"));
    deliver(sink, "two");
    sink.whenSafe(() -> told.add("two is safe"));
    settle();
    assertThat(told).isEmpty();
    assertThat(file.texts).isEmpty();

    journal.release();

    await().atMost(PATIENCE).until(() -> told.size() == 2);
    assertThat(told).containsExactly("one is safe", "two is safe");
  }

  @Test
  void whatCannotBeStoredIsNotSafeAndIsTriedAgain() throws Exception {
    JournaledSink sink = start(JournalOptions.defaults());
    journal.failWith("the disk is full");
    deliver(sink, "one");
    sink.whenSafe(() -> told.add("safe"));
    settle();
    assertThat(told).isEmpty();

    journal.failWith("");

    await().atMost(PATIENCE).until(() -> told.size() == 1);
    await().atMost(PATIENCE).until(() -> file.texts.size() == 1);
  }

  @Test
  void aFullJournalStopsTheReadingUntilThreeQuartersAreFree() {
    web.broken = true;
    AtomicInteger roomAgain = new AtomicInteger();
    JournaledSink sink = start(new JournalOptions(8, 1_000));
    int taken = 1;
    while (sink.deliver(text("m" + taken), roomAgain::incrementAndGet)) {
      taken++;
    }
    assertThat(taken).isEqualTo(8);
    await().atMost(PATIENCE).until(() -> file.texts.size() == 8);
    assertThat(roomAgain).hasValue(0);

    web.broken = false;
    await().atMost(PATIENCE).until(() -> roomAgain.get() == 1);
    assertThat(deliver(sink, "more")).isTrue();
  }

  @Test
  void aJournalIsFullByItsSizeToo() {
    web.broken = true;
    JournaledSink sink = start(new JournalOptions(100, 10));

    assertThat(deliver(sink, "123456789")).isTrue();
    assertThat(deliver(sink, "0")).isFalse();
  }

  @Test
  void afterARestartEverySinkGoesOnWhereItWas() {
    web.broken = true;
    JournaledSink before = start(JournalOptions.defaults());
    deliver(before, "one");
    deliver(before, "two");
    await().atMost(PATIENCE).until(() -> file.texts.size() == 2);
    sinks.forEach(sink -> sink.close(Duration.ofMillis(1)));
    assertThat(sinks).extracting(QueuedSink::lost).containsOnly(0L);
    web.broken = false;

    journal = journal.afterCrash(writer, List.of("file", "web"));
    JournaledSink after = start(JournalOptions.defaults());
    deliver(after, "three");

    await().atMost(PATIENCE).until(() -> journal.stock().messages() == 0);
    assertThat(file.texts).containsExactly("one", "two", "three");
    assertThat(web.texts).containsExactly("one", "two", "three");
  }

  @Test
  void aJournalThatCannotBeReadIsReadAgain() {
    web.broken = true;
    JournaledSink before = start(JournalOptions.defaults());
    deliver(before, "one");
    await().atMost(PATIENCE).until(() -> file.texts.size() == 1);
    sinks.forEach(sink -> sink.close(Duration.ofMillis(1)));
    web.broken = false;
    journal = journal.afterCrash(writer, List.of("file", "web"));
    journal.failWith("the disk failed");

    assertThat(start(JournalOptions.defaults())).isNotNull();
    journal.failWith("");

    await().atMost(PATIENCE).until(() -> web.texts.size() == 1);
  }

  private JournaledSink start(JournalOptions options) {
    JournaledSink sink =
        new JournaledSink(
            journal,
            options,
            new JournaledSink.Surroundings(
                () -> 1_795_000_000_123L,
                // At once: the journal fails until the test lets it go well.
                writer));
    sinks.add(sink.add("file", file, queue(), surroundings()));
    sinks.add(sink.add("web", web, queue(), surroundings()));
    return sink;
  }

  /** Waits until all answers were told that the journal has given. */
  private void settle() throws Exception {
    writer.submit(() -> {}).get();
  }

  private static QueueOptions queue() {
    return QueueOptions.defaults()
        .withMaxMessages(50)
        .withBackoff(new Backoff(Jitter.FULL, Duration.ofMillis(5), Duration.ofMillis(20)));
  }

  private static QueuedSink.Surroundings surroundings() {
    return new QueuedSink.Surroundings(
        System::nanoTime, System::currentTimeMillis, new SplittableRandom(1), () -> {});
  }

  private static boolean deliver(JournaledSink sink, String text) {
    return sink.deliver(text(text), () -> {});
  }

  private static InboundMessage text(String text) {
    return new InboundMessage.Text("press-7", text);
  }

  /** A target that keeps what it gets, unless it is broken. */
  private static final class Shelf implements Target {

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    @Override
    public Outcome write(Batch batch) {
      if (broken) {
        return Outcome.again("broken");
      }
      texts.addAll(batch.messages().stream().map(Received::text).toList());
      return Outcome.done(batch.size());
    }
  }
}
