package dev.holdfastcanary.domain.connection;

import java.util.concurrent.Executors;

/** Wrong in a test: a second thread drives the machine. */
final class StartsAThreadForATest {

  void start(Runnable test) {
    Executors.newSingleThreadExecutor().execute(test);
  }
}
