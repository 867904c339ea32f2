package dev.holdfastcanary.bootstrap;

/** Lawful: ends the process. */
public final class Main {

  public void run() {
    System.exit(0);
  }
}
