package dev.holdfast.adapter.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads what a process prints to one of its pipes, on a thread of its own, so that the process
 * never waits for us. Keeps the beginning, drops the rest.
 */
final class PipeReader {

  /**
   * What was printed.
   *
   * @param text the beginning of it, as UTF-8
   * @param cut whether there was more
   */
  record Printed(String text, boolean cut) {}

  private final CompletableFuture<Printed> printed = new CompletableFuture<>();

  private PipeReader() {}

  /**
   * Starts reading.
   *
   * @param maxBytes how much to keep
   * @param onMore called once, on the reading thread, when more than that was printed
   */
  static PipeReader start(InputStream pipe, int maxBytes, Runnable onMore) {
    PipeReader reader = new PipeReader();
    Thread thread = new Thread(() -> reader.read(pipe, maxBytes, onMore), "holdfast-token-output");
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  /**
   * Waits for the end of the pipe: until the process, and all to whom it handed the pipe down, have
   * closed it.
   *
   * @throws TimeoutException if that takes longer
   */
  Printed await(long nanos) throws InterruptedException, TimeoutException {
    try {
      return printed.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void read(InputStream pipe, int maxBytes, Runnable onMore) {
    byte[] kept = {};
    boolean cut = false;
    try (pipe) {
      kept = pipe.readNBytes(maxBytes);
      cut = pipe.read() >= 0;
      if (cut) {
        onMore.run();
        pipe.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      // A pipe breaks when its process is killed: what came before is all there is.
    } finally {
      printed.complete(new Printed(new String(kept, StandardCharsets.UTF_8), cut));
    }
  }
}
