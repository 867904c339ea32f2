package dev.holdfast.adapter.simulation.replay;

import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Transition;
import java.util.List;

/** One line of a recording. */
sealed interface Entry {

  /** The id of the connection. */
  String connection();

  /** Nothing follows; never written. */
  record End() implements Entry {
    @Override
    public String connection() {
      return "";
    }
  }

  /**
   * A machine was made.
   *
   * @param version of the program that recorded it
   * @param startNanos what its clock read
   */
  record Begin(String connection, String version, long startNanos, ConnectionPolicy policy)
      implements Entry {}

  /**
   * A machine has handled an event.
   *
   * @param atNanos since the machine was made
   * @param untilNanos the time of the last of several frames in a row; otherwise as {@code atNanos}
   * @param times how many frames in a row this stands for; 1 for every other event
   */
  record Handled(
      String connection,
      Event event,
      long atNanos,
      long untilNanos,
      long times,
      List<Double> drawn,
      List<Transition> transitions)
      implements Entry {

    /**
     * The same with one more frame. What counts for the machine are the first frame of a row and
     * the last: those between change nothing that the last does not change again.
     */
    Handled andAnother(long nanos) {
      return new Handled(connection, event, atNanos, nanos, times + 1, drawn, transitions);
    }

    /** Whether a frame that makes nothing happen may be counted with others like it. */
    boolean mayBeCounted() {
      return event instanceof Event.FrameReceived && drawn.isEmpty() && transitions.isEmpty();
    }
  }
}
