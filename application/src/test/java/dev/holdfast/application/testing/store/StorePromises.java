package dev.holdfast.application.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MessageStore} promises. */
public abstract class StorePromises {

  private static final long MANY = 1L << 40;

  /** An empty store of one connection. */
  protected abstract MessageStore store();

  /** Lets everything that was asked of the store happen, and its answers be told. */
  protected abstract void settle();

  @Test
  final void beginsEmpty() {
    MessageStore.Inventory inventory = store().inventory();

    assertThat(inventory.identity()).isNotEmpty();
    assertThat(inventory.lastNumber()).isZero();
    assertThat(inventory.atLeastOnce()).isEqualTo(MessageStore.Stock.NONE);
    assertThat(inventory.latestValues()).isEmpty();
    assertThat(all(MessageClass.AT_LEAST_ONCE)).isEmpty();
    assertThat(all(MessageClass.LATEST_VALUE)).isEmpty();
  }

  @Test
  final void keepsTextsAsTheyWere() {
    String odd = "grüße \uD83D\uDE80 \u0000 \"quoted\"\n";
    add("", "a");
    add(odd, "b");

    List<StoredMessage> stored = all(MessageClass.AT_LEAST_ONCE);

    assertThat(stored).extracting(StoredMessage::id).containsExactly("a", "b");
    assertThat(stored).extracting(StorePromises::text).containsExactly("", odd);
    assertThat(stored).extracting(StoredMessage::acceptedMillis).containsOnly(1_795_000_000_123L);
  }

  /** Half a surrogate pair is no Unicode text, but a string may hold one. */
  @Test
  final void aLoneSurrogateCostsNothingButItself() {
    add("before \uD83D after", "a");
    add("next", "b");

    List<StoredMessage> stored = all(MessageClass.AT_LEAST_ONCE);

    assertThat(text(stored.get(0))).startsWith("before ").endsWith(" after");
    assertThat(text(stored.get(1))).isEqualTo("next");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000, 16 << 20})
  final void keepsDataAsItWas(int length) {
    ByteBuffer data = ByteBuffer.allocate(length);
    for (int i = 0; i < length; i++) {
      data.put(i, (byte) (i * 31));
    }
    add(new OutboundMessage.Binary(data), "a");

    List<StoredMessage> stored = all(MessageClass.AT_LEAST_ONCE);

    assertThat(stored).hasSize(1);
    assertThat(((OutboundMessage.Binary) stored.get(0).message()).data()).isEqualTo(data);
  }

  @Test
  final void keepsHowAMessageIsToBeDelivered() {
    Delivery bound = Delivery.AT_LEAST_ONCE.withId("mine").boundToSession();
    Delivery value = Delivery.latestValue("level").withId("value");
    add(new OutboundMessage.Text("x", bound), "mine");
    add(new OutboundMessage.Text("y", value), "value");

    assertThat(all(MessageClass.AT_LEAST_ONCE).get(0).message().delivery()).isEqualTo(bound);
    assertThat(all(MessageClass.LATEST_VALUE).get(0).message().delivery()).isEqualTo(value);
  }

  @Test
  final void numbersGrow() {
    Told first = add("one", "a");
    Told second = add("two", "b");
    Told third = add(new OutboundMessage.Text("three", Delivery.latestValue("k")), "c");
    settle();

    assertThat(first.number()).isPositive();
    assertThat(second.number()).isGreaterThan(first.number());
    assertThat(third.number()).isGreaterThan(second.number());
    assertThat(all(MessageClass.AT_LEAST_ONCE))
        .extracting(StoredMessage::number)
        .containsExactly(first.number(), second.number());
  }

  @Test
  final void aNumberIsNeverUsedAgain() {
    Told first = add("one", "a");
    settle();
    store().remove(first.number());
    Told second = add("two", "b");
    settle();

    assertThat(second.number()).isGreaterThan(first.number());
  }

  @Test
  final void aNewerValueTakesThePlaceOfTheOlder() {
    Delivery level = Delivery.latestValue("level");
    Told old = add(new OutboundMessage.Text("1", level), "a");
    add(new OutboundMessage.Text("other", Delivery.latestValue("other")), "b");
    Told young = add(new OutboundMessage.Text("2", level), "c");

    List<StoredMessage> stored = all(MessageClass.LATEST_VALUE);

    assertThat(stored).extracting(StorePromises::text).containsExactly("other", "2");
    assertThat(young.number()).isGreaterThan(old.number());
  }

  @Test
  final void removingAValueThatWasReplacedLeavesTheNewer() {
    Delivery level = Delivery.latestValue("level");
    Told old = add(new OutboundMessage.Text("1", level), "a");
    add(new OutboundMessage.Text("2", level), "b");
    settle();

    store().remove(old.number());

    assertThat(all(MessageClass.LATEST_VALUE)).extracting(StorePromises::text).containsExactly("2");
    add(new OutboundMessage.Text("3", level), "c");
    assertThat(all(MessageClass.LATEST_VALUE)).extracting(StorePromises::text).containsExactly("3");
  }

  @Test
  final void whatIsRemovedIsGone() {
    add("one", "a");
    Told two = add("two", "b");
    add("three", "c");
    settle();

    store().remove(two.number());
    store().remove(two.number());
    store().remove(999_999);

    assertThat(all(MessageClass.AT_LEAST_ONCE))
        .extracting(StorePromises::text)
        .containsExactly("one", "three");
  }

  @Test
  final void whatIsBuriedIsNotLoaded() {
    Told one = add("one", "a");
    add("two", "b");
    settle();

    store().bury(one.number(), "refused: no such sensor");
    store().bury(one.number(), "twice");
    store().bury(999_999, "not there");

    assertThat(all(MessageClass.AT_LEAST_ONCE))
        .extracting(StorePromises::text)
        .containsExactly("two");
  }

  @Test
  final void isReadPageByPage() {
    for (int i = 0; i < 10; i++) {
      add("m" + i, "id" + i);
    }

    Page first = load(0, 4, MANY);
    assertThat(first.texts()).containsExactly("m0", "m1", "m2", "m3");
    assertThat(first.isAll()).isFalse();

    Page second = load(first.last(), 4, MANY);
    assertThat(second.texts()).containsExactly("m4", "m5", "m6", "m7");
    assertThat(second.isAll()).isFalse();

    Page third = load(second.last(), 4, MANY);
    assertThat(third.texts()).containsExactly("m8", "m9");
    assertThat(third.isAll()).isTrue();

    assertThat(load(third.last(), 4, MANY).isAll()).isTrue();
  }

  @Test
  final void aPageThatEndsWithTheLastMessageIsAll() {
    for (int i = 0; i < 4; i++) {
      add("m" + i, "id" + i);
    }

    assertThat(load(0, 4, MANY).isAll()).isTrue();
  }

  @Test
  final void aPageHasABoundOnItsSizeToo() {
    add("12345", "a");
    add("12345", "b");
    add("12345", "c");

    Page page = load(0, 100, 10);

    assertThat(page.texts()).hasSize(2);
    assertThat(page.isAll()).isFalse();
    assertThat(load(page.last(), 100, 10).isAll()).isTrue();
  }

  @Test
  final void aMessageLargerThanAPageIsAPage() {
    add("1234567890", "a");
    add("1", "b");

    Page page = load(0, 100, 3);

    assertThat(page.texts()).containsExactly("1234567890");
    assertThat(page.isAll()).isFalse();
  }

  @Test
  final void callsTakeEffectInTheirOrder() {
    Told one = new Told();
    Page before = new Page();
    Page after = new Page();
    store().load(MessageClass.AT_LEAST_ONCE, 0, 10, MANY, before);
    store().add(new OutboundMessage.Text("one"), "a", 0, one);
    store().load(MessageClass.AT_LEAST_ONCE, 0, 10, MANY, after);
    settle();

    assertThat(before.texts()).isEmpty();
    assertThat(before.isAll()).isTrue();
    assertThat(one.number()).isPositive();
    assertThat(after.texts()).containsExactly("one");
  }

  @Test
  final void classesAreKeptApart() {
    add("one", "a");
    add(new OutboundMessage.Text("value", Delivery.latestValue("k")), "b");

    assertThat(all(MessageClass.AT_LEAST_ONCE))
        .extracting(StorePromises::text)
        .containsExactly("one");
    assertThat(all(MessageClass.LATEST_VALUE))
        .extracting(StorePromises::text)
        .containsExactly("value");
  }

  @Test
  final void doesNotAnswerInsideTheCall() {
    Told told = new Told();
    Page page = new Page();
    Thread here = Thread.currentThread();
    boolean[] inside = {true};
    store()
        .add(
            new OutboundMessage.Text("one"),
            "a",
            0,
            new MessageStore.Added() {
              @Override
              public void stored(long number) {
                assertThat(inside[0] && Thread.currentThread() == here).isFalse();
                told.stored(number);
              }

              @Override
              public void failed(String why) {
                told.failed(why);
              }
            });
    store().load(MessageClass.AT_LEAST_ONCE, 0, 10, MANY, page);
    inside[0] = false;
    settle();

    assertThat(told.number()).isPositive();
  }

  // --- what the tests are written in ---

  /** Stores a text, at a fixed time of day. */
  protected final Told add(String text, String id) {
    return add(new OutboundMessage.Text(text), id);
  }

  /** Stores a message, at a fixed time of day. */
  protected final Told add(OutboundMessage message, String id) {
    Told told = new Told();
    store().add(message, id, 1_795_000_000_123L, told);
    return told;
  }

  /** Everything of a class. */
  protected final List<StoredMessage> all(MessageClass of) {
    Page page = new Page();
    store().load(of, 0, Integer.MAX_VALUE, MANY, page);
    settle();
    assertThat(page.isAll()).as("all").isTrue();
    return page.messages();
  }

  /** The text of a stored message. */
  protected static String text(StoredMessage stored) {
    return ((OutboundMessage.Text) stored.message()).text();
  }

  private Page load(long after, int maxMessages, long maxSize) {
    Page page = new Page();
    store().load(MessageClass.AT_LEAST_ONCE, after, maxMessages, maxSize, page);
    settle();
    return page;
  }
}
