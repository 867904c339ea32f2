package dev.holdfast.adapter.credentials;

/** Somebody who can be asked for a token. */
interface TokenIssuer {

  /** What to call it in a message, such as {@code token command vault}. */
  String name();

  /**
   * Asks for a token. Blocks, for a bounded time; never called by two threads at once.
   *
   * @throws TokenException if there is none to be had now
   * @throws InterruptedException if the thread is to end
   */
  IssuedToken issue() throws TokenException, InterruptedException;

  /**
   * Ends what it may have started outside of this process, which would outlive it; whoever waits
   * gets a failure, and so does whoever asks later. Any thread; does not block.
   */
  void stop();
}
