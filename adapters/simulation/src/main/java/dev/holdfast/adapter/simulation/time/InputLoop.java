package dev.holdfast.adapter.simulation.time;

import dev.holdfast.application.port.out.EventLoop;

/** An event loop to which a simulated network can bring input. */
public interface InputLoop extends EventLoop {

  /**
   * Brings input: it runs on the loop, in order, before the timers of its turn. From outside the
   * loop or from a task of it, never run inside this call.
   */
  void input(Runnable input);
}
