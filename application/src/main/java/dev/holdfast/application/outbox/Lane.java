package dev.holdfast.application.outbox;

/** The messages of one class, in order. Loop thread only, except {@link #depth()}. */
public interface Lane {

  /** Which of the lanes it is: 0 to {@link Outbox#LANES} - 1. */
  int index();

  /** The oldest message that is on its way was handed to the operating system. */
  void written();

  /** Accepted messages that the gateway does not have yet. Any thread. */
  int depth();
}
