package dev.holdfast.application.service;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.Lane;
import dev.holdfast.application.outbox.Outbox;
import dev.holdfast.application.outbox.Outlet;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.Request;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The link of one attempt, as the outbox sees it. Loop thread only. */
final class AttemptOutlet implements Outlet {

  private final AttemptLink link;
  private final TrafficCounters counters;
  private final Dialogue dialogue;
  private final EventFeed feed;

  /** One for each lane that has written something, made once. */
  private final @Nullable Runnable[] onWritten = new Runnable[Outbox.LANES];

  AttemptOutlet(AttemptLink link, TrafficCounters counters, Dialogue dialogue, EventFeed feed) {
    this.link = link;
    this.counters = counters;
    this.dialogue = dialogue;
    this.feed = feed;
  }

  @Override
  public boolean isWritable() {
    return link.isWritable();
  }

  @Override
  public void write(OutboundMessage message, Lane lane) {
    Runnable written = onWritten[lane.index()];
    if (written == null) {
      written = () -> written(lane);
      onWritten[lane.index()] = written;
    }
    link.write(message, written);
  }

  private void written(Lane lane) {
    if (link.isOver()) {
      // Taken back already; the front of the lane belongs to another attempt.
      return;
    }
    lane.written();
    counters.messageSent();
    feed.pump();
  }

  @Override
  public boolean isFree() {
    return dialogue.isFree();
  }

  @Override
  public void deliver(
      Request.Deliver message, Duration within, Consumer<CommandOutcome> whenEnded) {
    boolean[] inside = {true};
    dialogue.deliver(
        message,
        within,
        outcome -> {
          if (inside[0]) {
            feed.post(() -> whenEnded.accept(outcome));
          } else {
            whenEnded.accept(outcome);
          }
        });
    dialogue.pump(link);
    inside[0] = false;
    counters.messageSent();
  }
}
