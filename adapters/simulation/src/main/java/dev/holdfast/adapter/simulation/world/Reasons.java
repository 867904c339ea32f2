package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.outbox.OutboxListener.GivenUp;
import dev.holdfast.application.outbox.OutboxSettings;
import java.util.function.Supplier;

/** Knows whether there is a reason to give an accepted message up. */
final class Reasons {

  /** So often a message may cost the link before it is given up. */
  private static final int LINKS_A_MESSAGE_MAY_COST = 3;

  private final OutboxSettings settings;
  private final VirtualTime time;
  private final Supplier<Letter.Session> present;

  /**
   * What may be given up.
   *
   * @param settings what the outbox is told about itself
   * @param present the latest session; {@link Letter.Session#NONE} if its link is gone
   */
  Reasons(OutboxSettings settings, VirtualTime time, Supplier<Letter.Session> present) {
    this.settings = settings;
    this.time = time;
    this.present = present;
  }

  /** Whether there is any. */
  boolean exist(Letter letter) {
    if (letter.is(MessageClass.BEST_EFFORT)
        && (letter.wasWritten()
            || settings.bestEffortOverflow() == OutboxSettings.Overflow.DROP_OLDEST)) {
      return true;
    }
    return isSessionGone(letter) || isExpired(letter) || isRefused(letter) || isTooLarge(letter);
  }

  /**
   * Whether it is the one that is told.
   *
   * @param words what the application says
   */
  boolean isRight(Letter letter, String words) {
    if (words.equals(GivenUp.SESSION_GONE.words())) {
      return isSessionGone(letter);
    }
    if (words.equals(GivenUp.TOO_LARGE.words())) {
      return isTooLarge(letter);
    }
    return words.startsWith("older") ? isExpired(letter) : isRefused(letter);
  }

  private boolean isSessionGone(Letter letter) {
    return letter.isBoundElsewhere(present.get());
  }

  private boolean isExpired(Letter letter) {
    return settings.maxAge().isPresent()
        && time.nanoTime() - letter.givenNanos() > settings.maxAge().get().toNanos();
  }

  private static boolean isRefused(Letter letter) {
    return letter.isRefusedByGateway() || letter.text().endsWith(WorldProtocol.NO_WORDS);
  }

  private static boolean isTooLarge(Letter letter) {
    return letter.linksItCost() >= LINKS_A_MESSAGE_MAY_COST;
  }
}
