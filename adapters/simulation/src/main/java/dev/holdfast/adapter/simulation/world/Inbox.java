package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Looks at what one connection gives to its sink: nothing twice, and a mark wherever a lost link
 * may have kept something from us.
 */
final class Inbox implements MessageSink {

  private final MessageSink sink;
  private final boolean marksGaps;
  private final IntSupplier link;
  private final BooleanSupplier up;
  private final BiConsumer<Promise, String> broke;
  private final Set<String> ids = new HashSet<>();

  /** The link by which the latest message came while it was up; 0 for none. */
  private int latestLink;

  private boolean marked;

  /**
   * Looks at what goes to a sink.
   *
   * @param marksGaps whether there are subscriptions that could miss something
   * @param link the number of the link that there is now
   * @param up whether it is up
   * @param broke is told of broken promises
   */
  Inbox(
      MessageSink sink,
      boolean marksGaps,
      IntSupplier link,
      BooleanSupplier up,
      BiConsumer<Promise, String> broke) {
    this.sink = sink;
    this.marksGaps = marksGaps;
    this.link = link;
    this.up = up;
    this.broke = broke;
  }

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    if (message instanceof InboundMessage.Gap) {
      marked = true;
    } else {
      if (up.getAsBoolean()) {
        checkGap(link.getAsInt());
      }
      if (message instanceof InboundMessage.Text text) {
        checkId(Stamp.idIn(text.text()));
      }
    }
    return sink.deliver(message, roomAgain);
  }

  private void checkGap(int now) {
    if (marksGaps && latestLink != 0 && latestLink != now && !marked) {
      broke.accept(
          Promise.MARKS_GAPS, "no mark between what came by links " + latestLink + " and " + now);
    }
    if (latestLink != now) {
      latestLink = now;
    }
    marked = false;
  }

  private void checkId(String id) {
    if (!id.isEmpty() && !ids.add(id)) {
      broke.accept(Promise.NO_REPEATS, id + " was given to the sink twice");
    }
  }
}
