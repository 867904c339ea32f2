package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import java.util.Optional;

/** What of one connection's messages outlives its processes: the disk, and the book about them. */
final class Mail {

  private final Optional<SimulatedDisk> disk;
  private final DiskFaults weather;
  private final MessageBook book;

  /** Nothing was sent yet. */
  Mail(Plan plan, VirtualTime time, Dice dice) {
    this.disk = plan.keeping().onDisk() ? Optional.of(new SimulatedDisk()) : Optional.empty();
    this.weather = new DiskFaults(dice, plan.pageMessages());
    this.book = new MessageBook(plan, disk, time);
  }

  MessageBook book() {
    return book;
  }

  Optional<SimulatedDisk> disk() {
    return disk;
  }

  /** A process opens what is on the disk. */
  Optional<SimulatedStore> open(VirtualTime time) {
    return disk.map(its -> new SimulatedStore(time, its, weather));
  }

  /** Every fault ends. */
  void calmDown() {
    weather.calmDown();
    disk.ifPresent(its -> its.fill(false));
    disk.ifPresent(its -> its.breakDown(false));
  }
}
