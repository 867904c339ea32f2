package dev.holdfast.adapter.simulation.replay;

import dev.holdfast.application.port.out.EventRecorder;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Transition;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes recordings to a file, on a thread of its own, behind what the file holds already.
 *
 * <p>Bounded: when the file has reached its size, or the disk cannot follow, the recording ends
 * with a line that says so, and the connections go on as if nothing had happened.
 */
public final class Recording implements EventRecorder, AutoCloseable {

  /** What may wait for the disk: some seconds of a busy daemon. */
  private static final int WAITING_MAX = 65_536;

  private static final long IDLE_MILLIS = 200;
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.recording");

  private final Path file;
  private final String version;
  private final long maxBytes;
  private final EntryWriter lines;
  private final BufferedWriter out;
  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Map<String, Entry.Handled> frames = new LinkedHashMap<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean behind;
  private long bytes;
  private boolean ended;

  private Recording(
      Path file, String version, long maxBytes, UnaryOperator<String> mask, BufferedWriter out)
      throws IOException {
    this.file = file;
    this.version = version;
    this.maxBytes = maxBytes;
    this.lines = new EntryWriter(mask);
    this.out = out;
    this.bytes = Files.size(file);
    this.thread = new Thread(this::writeAll, "holdfast-recorder");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts to record.
   *
   * @param file made if it is not there; otherwise the recording goes behind what it holds
   * @param version of the program
   * @param maxBytes the size that the file will not exceed by more than a line
   * @param mask takes secrets out of what a gateway may have said; any thread
   * @throws RecordingException if the file cannot be written
   */
  public static Recording to(Path file, String version, long maxBytes, UnaryOperator<String> mask)
      throws RecordingException {
    try {
      return new Recording(
          file,
          version,
          maxBytes,
          mask,
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new RecordingException("cannot record to " + file + ": " + e);
    }
  }

  @Override
  public void begun(String connection, ConnectionPolicy policy, long atNanos) {
    offer(new Entry.Begin(connection, version, atNanos, policy));
  }

  @Override
  public void handled(
      String connection,
      Event event,
      long atNanos,
      List<Double> drawn,
      List<Transition> transitions) {
    offer(new Entry.Handled(connection, event, atNanos, atNanos, 1, drawn, transitions));
  }

  /** Writes what waits and closes the file. Waits for the disk, but not for ever. */
  public void close(Duration within) {
    closing = true;
    offer(new Entry.End());
    try {
      thread.join(Math.max(1, within.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Like {@link #close(Duration)} within a second. */
  @Override
  public void close() {
    close(Duration.ofSeconds(1));
  }

  private void offer(Entry entry) {
    if (!behind && !waiting.offer(entry)) {
      behind = true;
    }
  }

  private void writeAll() {
    try (out) {
      Map<String, Long> starts = new LinkedHashMap<>();
      while (!ended) {
        Entry entry = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (entry == null) {
          writeFrames();
          out.flush();
          if (behind) {
            end("the disk could not follow");
          } else if (closing) {
            return;
          }
        } else {
          take(entry, starts);
        }
      }
    } catch (IOException e) {
      behind = true;
      LOG.error("recording to {} ends: {}", file, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Entry entry, Map<String, Long> starts) throws IOException {
    if (entry instanceof Entry.Handled handled) {
      long start = starts.getOrDefault(entry.connection(), 0L);
      note(since(handled, start));
    } else if (entry instanceof Entry.Begin begin) {
      starts.put(begin.connection(), begin.startNanos());
      writeFrames();
      write(begin);
    } else {
      writeFrames();
      ended = true;
    }
  }

  private static Entry.Handled since(Entry.Handled raw, long start) {
    return new Entry.Handled(
        raw.connection(),
        raw.event(),
        raw.atNanos() - start,
        raw.untilNanos() - start,
        raw.times(),
        raw.drawn(),
        raw.transitions());
  }

  /** Frames in a row become one line: a busy link would fill the file with nothing else. */
  private void note(Entry.Handled handled) throws IOException {
    Entry.@Nullable Handled row = frames.get(handled.connection());
    boolean goesOn = row != null && handled.mayBeCounted() && row.event().equals(handled.event());
    if (row != null && goesOn) {
      frames.put(handled.connection(), row.andAnother(handled.atNanos()));
    } else {
      if (row != null) {
        frames.remove(handled.connection());
        write(row);
      }
      if (handled.mayBeCounted()) {
        frames.put(handled.connection(), handled);
      } else {
        write(handled);
      }
    }
  }

  private void writeFrames() throws IOException {
    for (Entry.Handled row : List.copyOf(frames.values())) {
      write(row);
    }
    frames.clear();
  }

  private void write(Entry entry) throws IOException {
    if (!ended) {
      writeLine(lines.line(entry));
      if (bytes >= maxBytes) {
        end("the file has reached " + maxBytes + " bytes");
      }
    }
  }

  private void end(String why) throws IOException {
    ended = true;
    behind = true;
    writeLine("{\"cut\":\"" + why + "\"}");
    LOG.warn("recording to {} ends: {}", file, why);
  }

  private void writeLine(String line) throws IOException {
    out.write(line);
    out.write('\n');
    bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
  }
}
