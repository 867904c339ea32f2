package dev.holdfastcanary.bootstrap.lifecycle;

import java.io.IOException;

/** Wrong: starts a program on the side. */
final class RunsAProgram {

  Process run() throws IOException {
    return new ProcessBuilder("true").start();
  }
}
