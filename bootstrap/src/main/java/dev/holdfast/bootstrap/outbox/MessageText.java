package dev.holdfast.bootstrap.outbox;

import dev.holdfast.adapter.outbox.KeptMessage;
import dev.holdfast.adapter.outbox.OutboxTally;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Messages of an outbox for people. */
public final class MessageText {

  private static final int PREVIEW = 60;

  private MessageText() {}

  /**
   * One line: number, class, connection, time, id, why it is dead, the beginning of what it says.
   */
  public static String line(KeptMessage kept) {
    Delivery delivery = kept.stored().message().delivery();
    List<String> parts = new ArrayList<>();
    parts.add(Long.toString(kept.stored().number()));
    parts.add(delivery.messageClass().label());
    parts.add(Payload.printable(kept.connection()));
    parts.add(time(kept.stored().acceptedMillis()));
    parts.add(Payload.printable(kept.stored().slot()));
    kept.death().ifPresent(death -> parts.add("(" + Payload.printable(death.reason()) + ")"));
    parts.add(Payload.shown(kept.stored().message(), PREVIEW));
    return String.join("  ", parts);
  }

  /**
   * Everything about a message, line by line.
   *
   * @param most how many characters, or bytes, of what it says are shown
   */
  public static List<String> all(KeptMessage kept, int most) {
    OutboundMessage message = kept.stored().message();
    Delivery delivery = message.delivery();
    List<String> lines = new ArrayList<>();
    lines.add("number      " + kept.stored().number());
    lines.add("connection  " + Payload.printable(kept.connection()));
    lines.add("class       " + delivery.messageClass().label());
    if (!delivery.key().isEmpty()) {
      lines.add("key         " + Payload.printable(delivery.key()));
    }
    lines.add("id          " + Payload.printable(kept.stored().id()));
    lines.add("accepted    " + time(kept.stored().acceptedMillis()));
    if (delivery.sessionBound()) {
      lines.add("session     only the one on which it was accepted");
    }
    kept.death()
        .ifPresent(
            death -> {
              lines.add("given up    " + time(death.buriedMillis()));
              lines.add("because     " + Payload.printable(death.reason()));
            });
    lines.add(
        "size        "
            + message.size()
            + (message instanceof OutboundMessage.Text ? " characters" : " bytes"));
    lines.add("payload     " + Payload.shown(message, most));
    return lines;
  }

  /** One line: how many of a class wait, or are dead. */
  public static String line(OutboxTally tally) {
    return String.format(
        "%s  %s  %s  %d %s, %d characters or bytes, the oldest of %s",
        Payload.printable(tally.connection()),
        Payload.printable(tally.messageClass()),
        tally.dead() ? "dead" : "waiting",
        tally.messages(),
        tally.messages() == 1 ? "message" : "messages",
        tally.size(),
        time(tally.oldestMillis()));
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
