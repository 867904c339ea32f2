package dev.holdfast.bootstrap.simulate;

/** Is told how far a long run is. */
public interface Progress {

  /** Nobody wants to know. */
  Progress NONE =
      new Progress() {
        @Override
        public void at(double share, String what) {
          // Nobody wants to know.
        }

        @Override
        public void end() {
          // Nothing was shown.
        }
      };

  /**
   * The run has come so far. May be called often.
   *
   * @param share of the whole, from 0 to 1
   * @param what is being done, a few words
   */
  void at(double share, String what);

  /** The run is over. */
  void end();
}
