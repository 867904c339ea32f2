package dev.holdfast.application.port.in;

/** Lets a connection find what somebody else has put among the messages that it keeps. */
@FunctionalInterface
public interface LookAgainUseCase {

  /**
   * Looks for messages behind those that it knows of, and sends them like others. Returns at once;
   * any thread. Of one that keeps messages in memory, nothing.
   */
  void lookAgain();
}
