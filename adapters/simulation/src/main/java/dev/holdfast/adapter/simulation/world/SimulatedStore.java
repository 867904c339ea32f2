package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A store on a simulated disk, opened by one process: what is asked of it takes effect in order, in
 * groups, some time later, and is answered some time after that, on no loop.
 */
final class SimulatedStore implements MessageStore {

  /** Something that was asked for. */
  @FunctionalInterface
  private interface Wanted {
    /** Does it; what comes back tells whoever asked. */
    Runnable takeEffect();
  }

  private final VirtualTime time;
  private final SimulatedDisk disk;
  private final DiskWeather weather;
  private final Inventory inventory;
  private final Deque<Wanted> asked = new ArrayDeque<>();
  private boolean busy;
  private boolean dead;

  /** Opens what is on the disk. */
  SimulatedStore(VirtualTime time, SimulatedDisk disk, DiskWeather weather) {
    this.time = time;
    this.disk = disk;
    this.weather = weather;
    this.inventory = disk.open();
  }

  /**
   * The process is gone, and answers nobody: what it was asked last may have reached the disk.
   *
   * @param survives how many of so many things that were asked have taken effect
   */
  void die(IntUnaryOperator survives) {
    dead = true;
    for (int i = survives.applyAsInt(asked.size()); i > 0; i--) {
      asked.remove().takeEffect();
    }
    asked.clear();
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public void add(OutboundMessage message, String id, long acceptedMillis, Added answer) {
    ask(
        () -> {
          long number = disk.put(message, id, acceptedMillis);
          return number == SimulatedDisk.NO_ROOM
              ? () -> answer.failed("no space left on device")
              : () -> answer.stored(number);
        });
  }

  @Override
  public void load(MessageClass of, long after, int maxMessages, long maxSize, Loaded answer) {
    ask(
        () -> {
          Optional<SimulatedDisk.Page> page =
              disk.read(of, after, Math.min(maxMessages, weather.pageMessages()), maxSize);
          return page.isEmpty()
              ? () -> answer.failed("input/output error")
              : () -> answer.loaded(page.get().messages(), page.get().all());
        });
  }

  @Override
  public void remove(long number) {
    ask(
        () -> {
          disk.delete(number);
          return SimulatedStore::nobodyAsks;
        });
  }

  @Override
  public void bury(long number, String reason) {
    remove(number);
  }

  private static void nobodyAsks() {}

  private void ask(Wanted what) {
    asked.add(what);
    goOn();
  }

  private void goOn() {
    if (!busy && !asked.isEmpty()) {
      busy = true;
      time.after(weather.commitNanos(), this::commit);
    }
  }

  private void commit() {
    if (dead) {
      return;
    }
    List<Runnable> answers = new ArrayList<>();
    for (int i = weather.group(asked.size()); i > 0; i--) {
      answers.add(asked.remove().takeEffect());
    }
    time.after(weather.answerNanos(), () -> tell(answers));
  }

  private void tell(List<Runnable> answers) {
    if (!dead) {
      answers.forEach(Runnable::run);
      busy = false;
      goOn();
    }
  }
}
