package dev.holdfast.application.service;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.out.Notification;
import java.util.function.Consumer;

/** An acquisition that was asked for and has not ended. Loop thread only. */
final class RunningAcquisition {

  private final Acquisition acquisition;
  private final long deadline;
  private final Consumer<AcquisitionOutcome> whenEnded;
  private boolean asked;
  private boolean answered;
  private boolean started;

  RunningAcquisition(
      Acquisition acquisition, long deadline, Consumer<AcquisitionOutcome> whenEnded) {
    this.acquisition = acquisition;
    this.deadline = deadline;
    this.whenEnded = whenEnded;
  }

  long deadline() {
    return deadline;
  }

  /** The command was given to a link: what comes from now on may be meant for it. */
  void asked() {
    asked = true;
  }

  void answered() {
    answered = true;
  }

  /** Whether the gateway has answered the command. */
  boolean isBegun() {
    return answered;
  }

  /** Takes note of a notification that says that it has begun; not of one that brings data. */
  void note(Notification notification) {
    started |=
        asked
            && !notification.failure()
            && !acquisition.started().isEmpty()
            && acquisition.started().equals(notification.topic())
            && isAbout(notification);
  }

  /** Whether a notification is what is waited for. */
  boolean waitsFor(Notification notification) {
    return asked
        && !notification.failure()
        && acquisition.data().equals(notification.topic())
        && isAbout(notification);
  }

  /** Whether a notification says that there will be no data. */
  boolean fails(Notification notification) {
    return asked
        && notification.failure()
        && (acquisition.data().equals(notification.topic())
            || acquisition.started().equals(notification.topic()))
        && isAbout(notification);
  }

  void end(AcquisitionOutcome outcome) {
    whenEnded.accept(outcome);
  }

  /** How far it got. */
  String progress() {
    if (started) {
      return "the gateway said that it had begun";
    }
    return answered ? "the gateway had accepted the command" : "the command was not answered yet";
  }

  private boolean isAbout(Notification notification) {
    return acquisition.subject().isEmpty() || acquisition.subject().equals(notification.subject());
  }
}
