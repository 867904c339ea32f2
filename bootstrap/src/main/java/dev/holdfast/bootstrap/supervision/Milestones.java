package dev.holdfast.bootstrap.supervision;

/** Told of what becomes of the process as a whole. Never blocks; any thread. */
public interface Milestones {

  /** For those whom nobody has asked. */
  Milestones UNTOLD =
      new Milestones() {
        @Override
        public void started() {}

        @Override
        public void reloading() {}

        @Override
        public void reloaded(boolean done) {}

        @Override
        public void stopping(String why) {}
      };

  /** Every connection was asked to connect. */
  void started();

  /** The configuration is read again. */
  void reloading();

  /**
   * The configuration was read again.
   *
   * @param done whether it is in force; if not, nothing was changed
   */
  void reloaded(boolean done);

  /**
   * The process ends; once more when there is more to say.
   *
   * @param why one line for people
   */
  void stopping(String why);
}
