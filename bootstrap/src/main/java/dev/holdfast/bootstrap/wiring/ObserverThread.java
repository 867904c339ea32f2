package dev.holdfast.bootstrap.wiring;

/**
 * The thread on which observers are called and credential files are read: whatever may be slow and
 * must not hold an event loop.
 */
public final class ObserverThread extends BackgroundThread {

  /** Creates the executor; its thread starts with the first task. */
  public ObserverThread() {
    super("holdfast-observers");
  }
}
