package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.InputLoop;

/** A loop that passes everything on. */
class PassLoop implements InputLoop {

  private final InputLoop honest;

  PassLoop(InputLoop honest) {
    this.honest = honest;
  }

  @Override
  public void execute(Runnable task) {
    honest.execute(task);
  }

  @Override
  public void input(Runnable input) {
    honest.input(input);
  }

  @Override
  public boolean inLoop() {
    return honest.inLoop();
  }

  @Override
  public long nanoTime() {
    return honest.nanoTime();
  }

  @Override
  public Timer schedule(Runnable task, long delayNanos) {
    return honest.schedule(task, delayNanos);
  }
}
