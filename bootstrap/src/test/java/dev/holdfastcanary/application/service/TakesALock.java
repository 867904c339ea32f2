package dev.holdfastcanary.application.service;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Wrong: a second writer is expected. */
final class TakesALock {

  private final ReentrantLock lock = new ReentrantLock();

  void locked(CountDownLatch latch) throws InterruptedException {
    lock.lock();
    try {
      latch.await();
    } finally {
      lock.unlock();
    }
  }
}
