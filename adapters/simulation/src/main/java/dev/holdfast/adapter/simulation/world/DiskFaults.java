package dev.holdfast.adapter.simulation.world;

/** A disk that takes its time: mostly milliseconds, now and then seconds. */
final class DiskFaults implements DiskWeather {

  private static final int USUAL_MILLIS = 5;
  private static final int BUSY_MILLIS = 100;
  private static final int STALLED_MILLIS = 4_000;

  private final Dice dice;
  private final int pageMessages;
  private boolean calm;

  /**
   * A disk.
   *
   * @param pageMessages how many messages are read at once at most
   */
  DiskFaults(Dice dice, int pageMessages) {
    this.dice = dice;
    this.pageMessages = pageMessages;
  }

  void calmDown() {
    calm = true;
  }

  @Override
  public long commitNanos() {
    return nanos();
  }

  @Override
  public long answerNanos() {
    return dice.oneIn(3) ? nanos() : 0;
  }

  private long nanos() {
    int mood = dice.below(100);
    if (calm || mood < 80) {
      return dice.nanos(0, USUAL_MILLIS);
    }
    return dice.nanos(0, mood < 95 ? BUSY_MILLIS : STALLED_MILLIS);
  }

  @Override
  public int group(int asked) {
    return dice.oneIn(4) ? 1 + dice.below(asked) : asked;
  }

  @Override
  public int pageMessages() {
    return pageMessages;
  }
}
