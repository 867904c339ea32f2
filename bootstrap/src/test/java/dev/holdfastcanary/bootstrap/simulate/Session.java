package dev.holdfastcanary.bootstrap.simulate;

/** Lawful: a long simulation. */
public final class Session {

  public void run() {}
}
