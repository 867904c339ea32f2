package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.cli.Invocation;

/** The entry point of the process. */
public final class Main {

  private Main() {}

  /**
   * Runs the command line and ends the process with its exit code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(Invocation.execute(args));
  }
}
