package dev.holdfast.adapter.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;
import dev.holdfast.application.testing.store.Page;
import dev.holdfast.application.testing.store.StorePromises;
import dev.holdfast.application.testing.store.Told;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulated store promises what every store does, and loses what a crash takes from it. */
final class SimulatedStoreTest extends StorePromises {

  private final VirtualTime time = new VirtualTime();
  private final SimulatedDisk disk = new SimulatedDisk();
  private final SimulatedStore store = new SimulatedStore(time, disk, slow());

  /** As slow as it may be, and with whole pages: the promises count them. */
  private static DiskWeather slow() {
    return new DiskFaults(Dice.of(1), Integer.MAX_VALUE);
  }

  @Override
  protected MessageStore store() {
    return store;
  }

  @Override
  protected void settle() {
    time.pass(Duration.ofMinutes(10));
  }

  @Test
  void whatWasAskedReachesTheDiskInOrderOrNotAtAll() {
    for (int survivors = 0; survivors <= 4; survivors++) {
      SimulatedDisk its = new SimulatedDisk();
      SimulatedStore first = new SimulatedStore(time, its, slow());
      List<Told> told = List.of(new Told(), new Told(), new Told());
      for (int i = 0; i < 3; i++) {
        first.add(new OutboundMessage.Text("m" + i), "id" + i, 0, told.get(i));
      }
      first.remove(1);
      int survive = survivors;
      first.die(asked -> survive);
      settle();

      List<String> texts = its.content().stream().map(StorePromises::text).toList();
      assertThat(texts)
          .isEqualTo(
              List.of(
                      List.<String>of(),
                      List.of("m0"),
                      List.of("m0", "m1"),
                      List.of("m0", "m1", "m2"),
                      List.of("m1", "m2"))
                  .get(survivors));
      assertThat(told).as("nobody is there any more").allMatch(it -> !it.isAnswered());
    }
  }

  @Test
  void everyOpeningHasAnIdentityOfItsOwnAndKnowsWhatThereIs() {
    add("one", "a");
    settle();
    store.die(asked -> 0);
    SimulatedStore next = new SimulatedStore(time, disk, slow());

    assertThat(next.inventory().identity()).isNotEqualTo(store.inventory().identity());
    assertThat(next.inventory().atLeastOnce()).isEqualTo(new MessageStore.Stock(1, 3));
    assertThat(next.inventory().lastNumber()).isEqualTo(1);
    assertThat(disk.content()).extracting(StoredMessage::id).containsExactly("a");
  }

  @Test
  void aFullDiskStoresNothingAndAnUnreadableOneReadsNothing() {
    disk.fill(true);
    disk.breakDown(true);
    Told refused = add("one", "a");
    Page page = new Page();
    store.load(MessageClass.AT_LEAST_ONCE, 0, 10, 100, page);
    settle();

    assertThat(refused.failure()).isEqualTo("no space left on device");
    assertThat(page.failure()).isEqualTo("input/output error");
    assertThat(disk.content()).isEmpty();
  }
}
