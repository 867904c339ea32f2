package dev.holdfast.adapter.simulation.network;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One direction of a TCP connection: bytes in order, late, and never more under way than the
 * buffers of the kernels hold.
 *
 * <p>A frame has left when its last byte has got room; what has no room waits on the writer's side.
 */
final class Pipe {

  private final VirtualTime time;
  private final NetworkWeather weather;
  private final Consumer<Segment> reader;
  private final Runnable onRoom;
  private final Deque<Write> waiting = new ArrayDeque<>();

  /** What was sent and has not arrived, in order; each entry arrives at one moment. */
  private final Deque<List<Segment>> underWay = new ArrayDeque<>();

  private long backlogBytes;
  private int room;
  private long lastArrivalNanos;
  private boolean cut;

  /** How many arrivals have failed since the cut. */
  private int missed;

  private boolean broken;
  private boolean resetHeld;
  private boolean finPending;

  /**
   * A pipe.
   *
   * @param reader gets what arrives
   * @param onRoom runs whenever the reader has made room
   */
  Pipe(VirtualTime time, NetworkWeather weather, Consumer<Segment> reader, Runnable onRoom) {
    this.time = time;
    this.weather = weather;
    this.reader = reader;
    this.onRoom = onRoom;
    this.room = weather.bufferBytes();
  }

  /** Puts a frame in line; {@link #flush} moves it. */
  void write(Frame frame, Runnable left) {
    waiting.add(new Write(frame, left));
    backlogBytes += frame.size();
  }

  /** Bytes that wait on the writer's side. */
  long backlogBytes() {
    return backlogBytes;
  }

  /**
   * Moves what there is room for.
   *
   * @return whether the writer could go on at once: it was not room that ended it
   */
  boolean flush() {
    int left = weather.writeBytes();
    List<Segment> together = new ArrayList<>();
    while (!broken && left > 0 && room > 0 && !waiting.isEmpty()) {
      Write write = waiting.element();
      int some = Math.min(Math.min(left, room), write.remaining);
      left -= some;
      room -= some;
      backlogBytes -= some;
      write.remaining -= some;
      boolean whole = write.remaining == 0;
      together.add(
          new Segment(
              some,
              whole ? Optional.of(write.frame) : Optional.empty(),
              Segment.End.NOT_YET,
              Optional.empty()));
      if (whole) {
        waiting.remove();
        write.left.run();
      }
    }
    if (waiting.isEmpty() && finPending && !broken) {
      finPending = false;
      together.add(Segment.FIN);
    }
    if (!together.isEmpty()) {
      send(together);
    }
    return !broken && !waiting.isEmpty() && room > 0;
  }

  /** Ends the stream behind all that was written. */
  void fin() {
    finPending = true;
    flush();
  }

  /** Tells the reader why there is no link at all. */
  void fail(Segment failure) {
    send(List.of(failure));
  }

  /** Ends the stream at once; what has not arrived when the reset does, never will. */
  void reset() {
    if (!broken) {
      broken = true;
      waiting.clear();
      backlogBytes = 0;
      if (cut) {
        underWay.clear();
        resetHeld = true;
      } else {
        arriveReset();
      }
    }
  }

  /** The end without a word: power loss. */
  void vanish() {
    broken = true;
    waiting.clear();
    backlogBytes = 0;
  }

  /** The reader took this many bytes out of its buffer. */
  void taken(int bytes) {
    if (bytes > 0) {
      time.after(
          weather.latencyNanos(),
          () -> {
            room += bytes;
            if (!broken) {
              onRoom.run();
            }
          });
    }
  }

  /** From now on nothing gets through; TCP tries again and again, so nothing is lost yet. */
  void cut() {
    cut = true;
  }

  /** What was held gets through now. */
  void heal() {
    if (cut) {
      cut = false;
      int again = missed;
      missed = 0;
      for (int i = 0; i < again; i++) {
        planArrival();
      }
      if (resetHeld) {
        resetHeld = false;
        arriveReset();
      }
    }
  }

  /** Segments that arrive at one moment. */
  private void send(List<Segment> segments) {
    underWay.add(segments);
    planArrival();
  }

  private void planArrival() {
    // In order, whatever the latency of the one before.
    lastArrivalNanos = Math.max(lastArrivalNanos + 1, time.nanoTime() + weather.latencyNanos());
    time.after(lastArrivalNanos - time.nanoTime(), this::arrive);
  }

  private void arrive() {
    if (cut) {
      missed++;
    } else if (!underWay.isEmpty()) {
      underWay.remove().forEach(reader);
    }
  }

  /** A reset overtakes what waits for its turn. */
  private void arriveReset() {
    time.after(weather.latencyNanos(), () -> reader.accept(Segment.RESET));
  }

  /** A frame in line. */
  private static final class Write {

    private final Frame frame;
    private final Runnable left;
    private int remaining;

    Write(Frame frame, Runnable left) {
      this.frame = frame;
      this.left = left;
      this.remaining = frame.size();
    }
  }
}
