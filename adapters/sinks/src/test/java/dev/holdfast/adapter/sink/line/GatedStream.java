package dev.holdfast.adapter.sink.line;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A stream whose reader is the test: it reads, or does not, or goes away. */
final class GatedStream extends OutputStream {

  /** Longer than any machine needs; a wait that lasts so long has failed. */
  private static final long PATIENCE_SECONDS = 30;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private boolean gone;
  private int writes;

  /** A stream whose reader reads. */
  static GatedStream open() {
    GatedStream stream = new GatedStream();
    stream.open(false);
    return stream;
  }

  /** A stream whose reader does not read, until it is told to. */
  static GatedStream blocked() {
    return new GatedStream();
  }

  /** Lets the writer go on; into nothing, if the reader is gone. */
  void open(boolean readerGone) {
    synchronized (this) {
      gone = readerGone;
    }
    gate.countDown();
  }

  /** The reader goes away. */
  synchronized void breakNow() {
    gone = true;
  }

  /** Waits until the writer stands in front of the stream. */
  void awaitWriter() throws InterruptedException {
    if (!entered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was written");
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    entered.countDown();
    try {
      if (!gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the test forgot to open the gate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    synchronized (this) {
      if (gone) {
        throw new IOException("Broken pipe");
      }
      written.write(bytes, offset, length);
      writes++;
      notifyAll();
    }
  }

  /** How many bytes came through. */
  synchronized int size() {
    return written.size();
  }

  /** How often something was written. */
  synchronized int writes() {
    return writes;
  }

  /** Everything that came through, by lines. */
  synchronized List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Waits until so many bytes came through. */
  synchronized void awaitSize(int size) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (written.size() < size) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("only " + written.size() + " of " + size + " bytes were written");
      }
      wait(left);
    }
  }
}
