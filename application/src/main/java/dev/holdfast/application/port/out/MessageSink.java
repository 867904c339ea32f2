package dev.holdfast.application.port.out;

/**
 * Where application messages go.
 *
 * <p>Called on loops, by several connections at once, and never blocks: a sink has a queue and a
 * thread of its own.
 */
public interface MessageSink {

  /**
   * Takes one message. It is taken in any case; the answer says whether there is room for more. A
   * caller that was told no stops reading its socket; the messages that it had read already may
   * still follow.
   *
   * @param message what arrived
   * @param roomAgain runs once, on any thread, if the answer was no and there is room again
   * @return whether the next message is welcome now
   */
  boolean deliver(InboundMessage message, Runnable roomAgain);

  /**
   * Tells when all that was delivered before is safe from whatever this sink protects from: then
   * the gateway may be told that it was received. A sink that protects from nothing tells at once.
   *
   * @param told runs once, on any thread, possibly inside this call; never, if the process ends
   *     before
   */
  default void whenSafe(Runnable told) {
    told.run();
  }
}
