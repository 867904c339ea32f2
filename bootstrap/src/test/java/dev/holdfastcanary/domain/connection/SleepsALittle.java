package dev.holdfastcanary.domain.connection;

/** Wrong in a test: waits for real time. */
final class SleepsALittle {

  void sleep() throws InterruptedException {
    Thread.sleep(1);
  }
}
