package dev.holdfastcanary.bootstrap.cli;

import com.google.inject.Guice;
import dev.holdfastcanary.bootstrap.wiring.DaemonModule;

/** Lawful: makes the injector, and prints. */
final class RunCommand {

  void run() {
    System.out.println(Guice.createInjector(new DaemonModule()));
  }
}
