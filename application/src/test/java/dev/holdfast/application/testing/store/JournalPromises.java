package dev.holdfast.application.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.InboundJournal.Stock;
import dev.holdfast.application.port.out.InboundMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link InboundJournal} promises. */
public abstract class JournalPromises {

  /** The connection that most messages come from. */
  protected static final String CONNECTION = "press-7";

  /** An empty journal, for the readers {@code file} and {@code web}. */
  protected abstract InboundJournal journal();

  /** Lets everything that was asked of the journal happen, and its answers be told. */
  protected abstract void settle();

  /**
   * What the next process finds after this one has died at a moment when all was settled.
   *
   * @param readers those that there are then
   */
  protected abstract InboundJournal afterCrash(List<String> readers);

  @Test
  final void anEmptyOneHasNothing() {
    assertThat(journal().inventory().stock()).isEqualTo(Stock.NONE);
    assertThat(journal().inventory().positions()).containsOnlyKeys("file", "web");
    assertThat(contents(journal(), position(journal(), "file"))).isEmpty();
  }

  @Test
  final void whatIsStoredIsReadInItsOrder() {
    List<Long> numbers = append(journal(), "one", "two", "three");

    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(contents(journal(), 0)).containsExactly("one", "two", "three");
    assertThat(contents(journal(), numbers.get(0))).containsExactly("two", "three");
    assertThat(contents(journal(), numbers.get(2))).isEmpty();
  }

  @Test
  final void everyKindOfMessageComesBackAsItWas() {
    List<InboundMessage> messages =
        List.of(
            new InboundMessage.Text(CONNECTION, "READING", "310 001", "grüße \uD83D\uDE80\u0000\n"),
            new InboundMessage.Text(CONNECTION, ""),
            new InboundMessage.Binary(CONNECTION, ByteBuffer.wrap(new byte[] {0, -1, 10})),
            new InboundMessage.Binary(CONNECTION, ByteBuffer.allocate(0)),
            new InboundMessage.Gap(CONNECTION, 1_234_567_890_123L));
    messages.forEach(message -> journal().append(message, 1_795_000_000_123L, new Told()));
    settle();

    Read read = read(journal(), 0, Integer.MAX_VALUE, Long.MAX_VALUE);

    assertThat(read.entries).extracting(InboundJournal.Entry::message).isEqualTo(messages);
    assertThat(read.entries)
        .extracting(InboundJournal.Entry::receivedMillis)
        .containsOnly(1_795_000_000_123L);
  }

  @Test
  final void aPageIsBoundedInMessagesAndInSize() {
    append(journal(), "aaaa", "bbbb", "c");

    Read few = read(journal(), 0, 2, Long.MAX_VALUE);
    assertThat(few.texts()).containsExactly("aaaa", "bbbb");
    assertThat(few.all).isFalse();
    assertThat(read(journal(), 0, 3, Long.MAX_VALUE).all).isTrue();
    assertThat(read(journal(), 0, 9, 8).texts()).containsExactly("aaaa", "bbbb");
    assertThat(read(journal(), 0, 9, 7).texts()).containsExactly("aaaa");
    assertThat(read(journal(), 0, 9, 1).texts()).as("one at least").containsExactly("aaaa");
  }

  @Test
  final void whatAllReadersHaveIsTakenOut() {
    List<Long> numbers = append(journal(), "one", "three", "fives");

    assertThat(advance(journal(), "file", numbers.get(2))).isEqualTo(new Stock(3, 13));
    assertThat(contents(journal(), 0)).containsExactly("one", "three", "fives");
    assertThat(advance(journal(), "web", numbers.get(0))).isEqualTo(new Stock(2, 10));
    assertThat(contents(journal(), 0)).containsExactly("three", "fives");
    assertThat(advance(journal(), "web", numbers.get(2))).isEqualTo(Stock.NONE);
    assertThat(contents(journal(), 0)).isEmpty();
  }

  @Test
  final void aReaderNeverGoesBack() {
    List<Long> numbers = append(journal(), "one", "two");
    advance(journal(), "file", numbers.get(1));
    advance(journal(), "file", numbers.get(0));

    assertThat(advance(journal(), "web", numbers.get(1))).isEqualTo(Stock.NONE);
  }

  @Test
  final void numbersAreNotUsedAgain() {
    long last = append(journal(), "one").get(0);
    advance(journal(), "file", last);
    advance(journal(), "web", last);

    assertThat(append(journal(), "two").get(0)).isGreaterThan(last);
    assertThat(append(afterCrash(List.of("file", "web")), "three").get(0)).isGreaterThan(last + 1);
  }

  @Test
  final void messagesAndPositionsAreThereAfterACrash() {
    List<Long> numbers = append(journal(), "one", "two", "three");
    advance(journal(), "file", numbers.get(1));
    advance(journal(), "web", numbers.get(0));

    InboundJournal next = afterCrash(List.of("file", "web"));

    assertThat(next.inventory().stock()).isEqualTo(new Stock(2, 8));
    assertThat(contents(next, position(next, "file"))).containsExactly("three");
    assertThat(contents(next, position(next, "web"))).containsExactly("two", "three");
  }

  @Test
  final void aReaderThatIsGoneHoldsNothing() {
    List<Long> numbers = append(journal(), "one", "two");
    advance(journal(), "file", numbers.get(0));

    InboundJournal next = afterCrash(List.of("file"));

    assertThat(next.inventory().positions()).containsOnlyKeys("file");
    assertThat(next.inventory().stock()).isEqualTo(new Stock(1, 3));
    assertThat(advance(next, "file", numbers.get(1))).isEqualTo(Stock.NONE);
  }

  @Test
  final void withoutReadersNothingIsKept() {
    append(journal(), "one", "two");

    assertThat(afterCrash(List.of()).inventory().stock()).isEqualTo(Stock.NONE);
  }

  @Test
  final void aNewReaderGetsWhatIsThere() {
    List<Long> numbers = append(journal(), "one", "two");
    advance(journal(), "file", numbers.get(1));
    advance(journal(), "web", numbers.get(0));

    InboundJournal next = afterCrash(List.of("file", "web", "broker"));

    assertThat(contents(next, position(next, "broker"))).containsExactly("two");
    assertThat(advance(next, "web", numbers.get(1))).isEqualTo(new Stock(1, 3));
    assertThat(advance(next, "broker", numbers.get(1))).isEqualTo(Stock.NONE);
  }

  private static long position(InboundJournal where, String reader) {
    return where.inventory().positions().getOrDefault(reader, -1L);
  }

  private List<Long> append(InboundJournal where, String... texts) {
    List<Told> told = new ArrayList<>();
    for (String text : texts) {
      Told answer = new Told();
      told.add(answer);
      where.append(new InboundMessage.Text(CONNECTION, text), 0, answer);
    }
    settle();
    return told.stream().map(answer -> answer.number).toList();
  }

  private Stock advance(InboundJournal where, String reader, long number) {
    List<Stock> left = new ArrayList<>();
    where.advance(reader, number, left::add);
    settle();
    assertThat(left).as("answers").hasSize(1);
    return left.get(0);
  }

  private List<String> contents(InboundJournal where, long after) {
    return read(where, after, Integer.MAX_VALUE, Long.MAX_VALUE).texts();
  }

  private Read read(InboundJournal where, long after, int maxMessages, long maxSize) {
    Read read = new Read();
    where.load(after, maxMessages, maxSize, read);
    settle();
    return read;
  }

  private static final class Told implements InboundJournal.Appended {

    private volatile long number;

    @Override
    public void stored(long its) {
      number = its;
    }

    @Override
    public void failed(String why) {
      throw new AssertionError(why);
    }
  }

  private static final class Read implements InboundJournal.Loaded {

    private volatile List<InboundJournal.Entry> entries = List.of();
    private volatile boolean all;

    @Override
    public void loaded(List<InboundJournal.Entry> found, boolean none) {
      all = none;
      entries = List.copyOf(found);
    }

    @Override
    public void failed(String why) {
      throw new AssertionError(why);
    }

    private List<String> texts() {
      return entries.stream().map(each -> ((InboundMessage.Text) each.message()).text()).toList();
    }
  }
}
