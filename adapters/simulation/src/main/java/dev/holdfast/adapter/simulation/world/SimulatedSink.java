package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import java.util.ArrayList;
import java.util.List;

/** A sink that fills up, is slow, and sometimes throws; on no thread in particular. */
final class SimulatedSink implements MessageSink {

  private final VirtualTime time;
  private final Dice dice;
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean full;
  private boolean broken;
  private boolean calm;

  SimulatedSink(VirtualTime time, Dice dice) {
    this.time = time;
    this.dice = dice;
  }

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    if (broken && dice.oneIn(4)) {
      throw new WorldProtocol.PlantedFailure("thrown by the sink");
    }
    if (full) {
      waiting.add(roomAgain);
    }
    return !full;
  }

  void fill() {
    full = !calm;
  }

  /** Throws now and then, until it is repaired. */
  void breakDown(boolean yes) {
    broken = yes && !calm;
  }

  void makeRoom() {
    full = false;
    List<Runnable> now = List.copyOf(waiting);
    waiting.clear();
    // From a thread of its own, some time.
    now.forEach(room -> time.after(calm ? 0 : dice.nanos(0, 50), room));
  }

  void calmDown() {
    calm = true;
    broken = false;
    makeRoom();
  }
}
