package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;

/** Draws the messages that users send; each has a text of its own, by which it is known. */
final class Mailroom {

  private static final String[] KEYS = {"level", "valve", "alarm"};
  private static final int FILLED_MAX = 40;

  private final Dice dice;
  private int number;

  Mailroom(Dice dice) {
    this.dice = dice;
  }

  /** A message of any class. */
  OutboundMessage.Text message() {
    Delivery delivery =
        switch (dice.below(4)) {
          case 0 -> Delivery.latestValue(dice.pick(KEYS));
          case 1 -> Delivery.BEST_EFFORT;
          default -> Delivery.AT_LEAST_ONCE;
        };
    if (dice.oneIn(6)) {
      delivery = delivery.boundToSession();
    }
    int its = number++;
    if (dice.oneIn(8)) {
      delivery = delivery.withId("user's " + its);
    }
    String text = text(its, delivery);
    if (dice.oneIn(10)) {
      text += ".".repeat(dice.below(FILLED_MAX));
    } else if (dice.oneIn(30)) {
      text += WorldProtocol.NO_WORDS;
    }
    return new OutboundMessage.Text(text, delivery);
  }

  /** One that must arrive when all is well. */
  OutboundMessage.Text lastOne() {
    return new OutboundMessage.Text(text(number++, Delivery.AT_LEAST_ONCE));
  }

  /** What tells the classes apart for whoever reads the story. */
  private static String text(int number, Delivery delivery) {
    return Letter.MARK
        + Integer.toString(number)
        + switch (delivery.messageClass()) {
          case AT_LEAST_ONCE -> "";
          case LATEST_VALUE -> "v";
          case BEST_EFFORT -> "b";
        };
  }
}
