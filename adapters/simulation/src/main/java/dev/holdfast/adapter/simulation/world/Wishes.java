package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.Command;
import java.time.Duration;

/** Draws what a user asks of a gateway; each has a payload of its own, by which it is known. */
final class Wishes {

  private static final String[] NAMES = {
    "set", "set", "get", "get", "get", WorldProtocol.TELL, WorldProtocol.UNSPEAKABLE
  };

  private final Dice dice;
  private int number;

  Wishes(Dice dice) {
    this.dice = dice;
  }

  Command command() {
    String id = Integer.toString(number++);
    return new Command(dice.pick(NAMES) + id, "q" + id, timeout(), dice.oneIn(2));
  }

  /** A command that must be answered when all is well. */
  Command lastOne() {
    String id = Integer.toString(number++);
    return new Command("get" + id, "q" + id, Duration.ofMinutes(1), true);
  }

  Acquisition acquisition() {
    String id = Integer.toString(number++);
    String payload = "q" + id;
    return new Acquisition(
        Clerk.MEASURE + id,
        payload,
        dice.oneIn(2) ? Clerk.STARTED : "",
        Clerk.DATA,
        dice.oneIn(4) ? "" : Stamp.subjectOf(payload),
        timeout());
  }

  private Duration timeout() {
    return Duration.ofNanos(
        switch (dice.below(4)) {
          case 0 -> dice.nanos(1, 300);
          case 1, 2 -> dice.nanos(300, 4_000);
          default -> dice.nanos(4_000, 60_000);
        });
  }
}
