package dev.holdfast.adapter.simulation.world;

/** How punctual a disk is. */
interface DiskWeather {

  /** A disk that needs no time and reads whole pages. */
  DiskWeather FINE =
      new DiskWeather() {
        @Override
        public long commitNanos() {
          return 0;
        }

        @Override
        public long answerNanos() {
          return 0;
        }

        @Override
        public int group(int asked) {
          return asked;
        }

        @Override
        public int pageMessages() {
          return Integer.MAX_VALUE;
        }
      };

  /** How long the next commit takes. */
  long commitNanos();

  /** How long its answers are under way. */
  long answerNanos();

  /**
   * How much of what was asked is in the next commit.
   *
   * @param asked how much there is; 1 or more
   * @return 1 or more
   */
  int group(int asked);

  /** How many messages are read at once at most; 1 or more. */
  int pageMessages();
}
