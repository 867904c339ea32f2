package dev.holdfast.adapter.sink.latest;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.WallClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands messages on, and remembers the latest text with each topic and subject of each connection,
 * such as the latest reading of each sensor. What is about nobody is not remembered, and costs
 * nothing. Any thread; never blocks.
 */
public final class LatestMessages implements MessageSink {

  /** How many texts are remembered; beyond that the oldest goes. */
  static final int MESSAGES_MAX = 2_000;

  /** The longest text that is remembered, in characters; a longer one removes its predecessor. */
  static final int SIZE_MAX = 1 << 20;

  /** Of all together, in characters; beyond that the oldest go. */
  static final long SIZES_MAX = 16L << 20;

  private record Key(String connection, String topic, String subject) {}

  private final MessageSink next;
  private final WallClock clock;
  private final Map<Key, LatestMessage> latest = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();

  /**
   * Remembers nothing yet.
   *
   * @param next who gets the messages
   * @param clock says when they arrived
   */
  public LatestMessages(MessageSink next, WallClock clock) {
    this.next = next;
    this.clock = clock;
  }

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    if (message instanceof InboundMessage.Text text && !text.subject().isEmpty()) {
      remember(text);
    }
    return next.deliver(message, roomAgain);
  }

  @Override
  public void whenSafe(Runnable told) {
    next.whenSafe(told);
  }

  /** What one gateway said last, by topic and subject. */
  public List<LatestMessage> of(String connection) {
    return latest.values().stream()
        .filter(each -> each.message().connection().equals(connection))
        .sorted(
            Comparator.comparing((LatestMessage each) -> each.message().subject())
                .thenComparing(each -> each.message().topic()))
        .toList();
  }

  private void remember(InboundMessage.Text text) {
    Key key = new Key(text.connection(), text.topic(), text.subject());
    LatestMessage before =
        text.size() > SIZE_MAX
            ? latest.remove(key)
            : latest.put(key, new LatestMessage(text, clock.millis()));
    long more = text.size() > SIZE_MAX ? 0 : text.size();
    size.addAndGet(more - (before == null ? 0 : before.message().size()));
    while (size.get() > SIZES_MAX || latest.size() > MESSAGES_MAX) {
      if (!forgetOldest()) {
        return;
      }
    }
  }

  /** Only where there is too much, so that nothing needs to be kept in order for it. */
  private boolean forgetOldest() {
    return latest.entrySet().stream()
        .min(Comparator.comparingLong(entry -> entry.getValue().atMillis()))
        .map(
            oldest -> {
              if (latest.remove(oldest.getKey(), oldest.getValue())) {
                size.addAndGet(-oldest.getValue().message().size());
              }
              return true;
            })
        .orElse(false);
  }
}
