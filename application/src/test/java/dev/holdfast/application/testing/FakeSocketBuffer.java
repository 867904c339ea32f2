package dev.holdfast.application.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a link was given to send, on its way to the wire as the test lets it go. */
final class FakeSocketBuffer {

  /** Who learns what leaves. */
  interface Exit {

    /** A frame has left; runs its callback. */
    void left(String frame, Runnable written);

    /** Whether frames can still leave. */
    boolean isOpen();
  }

  private record Write(String frame, Runnable written) {}

  private final ManualEventLoop loop;
  private final Exit exit;
  private final Deque<Write> unwritten = new ArrayDeque<>();
  private final List<String> wire = new ArrayList<>();
  private final List<Runnable> callbacksOfTheDead = new ArrayList<>();
  private boolean full;
  private int roomFor = Integer.MAX_VALUE;
  private boolean held;
  private boolean flushPlanned;

  FakeSocketBuffer(ManualEventLoop loop, Exit exit) {
    this.loop = loop;
    this.exit = exit;
  }

  void write(String frame, Runnable written) {
    unwritten.add(new Write(frame, written));
    full |= --roomFor <= 0;
    flushSoon();
  }

  boolean isFull() {
    return full;
  }

  void fillUpAfter(int frames) {
    roomFor = frames;
    full = frames <= 0;
  }

  void hold() {
    held = true;
  }

  void release() {
    held = false;
    flushSoon();
  }

  void flush(int count) {
    // Only what is there now: what the callbacks write goes out in the next turn.
    int some = Math.min(count, unwritten.size());
    for (int i = 0; i < some && exit.isOpen(); i++) {
      Write write = unwritten.remove();
      wire.add(write.frame());
      exit.left(write.frame(), write.written());
    }
  }

  void discard() {
    unwritten.forEach(write -> callbacksOfTheDead.add(write.written()));
    unwritten.clear();
  }

  List<Runnable> callbacksOfTheDead() {
    return List.copyOf(callbacksOfTheDead);
  }

  List<String> wire() {
    return List.copyOf(wire);
  }

  List<String> unwritten() {
    return unwritten.stream().map(Write::frame).toList();
  }

  private void flushSoon() {
    if (!held && !flushPlanned) {
      flushPlanned = true;
      loop.arrive(
          Duration.ZERO,
          () -> {
            flushPlanned = false;
            if (!held) {
              flush(Integer.MAX_VALUE);
            }
          });
    }
  }
}
