package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.store.Page;
import dev.holdfast.application.testing.store.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an outbox file keeps from one opening to the next, and between connections. */
final class DurabilityTest {

  @TempDir private Path folder;

  @Test
  void whatWasStoredIsThereAtTheNextOpening() throws OutboxException {
    long last;
    try (OutboxRig outbox = new OutboxRig(path())) {
      assertThat(outbox.store().inventory().durable()).isTrue();
      outbox.add("one");
      outbox.add(new OutboundMessage.Text("21.5", Delivery.latestValue("level")));
      last = outbox.add("three").number();
    }

    try (OutboxRig outbox = new OutboxRig(path())) {
      MessageStore.Inventory inventory = outbox.store().inventory();
      assertThat(inventory.lastNumber()).isEqualTo(last);
      assertThat(inventory.atLeastOnce()).isEqualTo(new MessageStore.Stock(2, 8));
      assertThat(inventory.latestValues()).containsExactly(java.util.Map.entry("level", 4L));
      assertThat(outbox.texts()).containsExactly("one", "three");
    }
  }

  @Test
  void aNumberIsNotUsedAgainAfterARestart() throws OutboxException {
    long first;
    try (OutboxRig outbox = new OutboxRig(path())) {
      first = outbox.add("one").number();
      outbox.store().remove(first);
    }

    try (OutboxRig outbox = new OutboxRig(path())) {
      assertThat(outbox.store().inventory().lastNumber()).isEqualTo(first);
      assertThat(outbox.add("two").number()).isGreaterThan(first);
    }
  }

  @Test
  void everyOpeningHasANameOfItsOwn() throws OutboxException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      try (OutboxRig outbox = new OutboxRig(path())) {
        names.add(outbox.store().inventory().identity());
        names.add(outbox.file().store("other").inventory().identity());
      }
    }

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void connectionsAreKeptApart() throws OutboxException {
    try (OutboxRig outbox = new OutboxRig(path())) {
      MessageStore other = outbox.file().store("press-8");
      long mine = outbox.add("mine").number();
      outbox.add(new OutboundMessage.Text("1", Delivery.latestValue("level")));
      other.add(new OutboundMessage.Text("2", Delivery.latestValue("level")), "a", 0, new Told());
      other.remove(mine);
      other.bury(mine, "not mine");
      Page values = new Page();
      other.load(MessageClass.LATEST_VALUE, 0, 10, 100, values);
      outbox.settle();

      assertThat(outbox.texts()).containsExactly("mine");
      assertThat(values.texts()).containsExactly("2");
      assertThat(outbox.file().store("press-7").inventory().latestValues()).containsKey("level");
      assertThat(outbox.file().store("press-8").inventory().atLeastOnce().messages()).isZero();
    }
  }

  /** The last that was asked before the end is done, and answered. */
  @Test
  void closingWritesWhatIsOnItsWay() throws OutboxException {
    List<Told> told = new ArrayList<>();
    try (OutboxRig outbox = new OutboxRig(path())) {
      outbox.store().remove(outbox.add("gone").number());
      for (int i = 0; i < 25_000; i++) {
        Told each = new Told();
        told.add(each);
        outbox.store().add(new OutboundMessage.Text("m" + i), "id", 0, each);
      }
    }

    assertThat(told).allSatisfy(each -> assertThat(each.number()).isPositive());
    try (OutboxRig outbox = new OutboxRig(path())) {
      assertThat(outbox.texts()).hasSize(25_000).startsWith("m0").endsWith("m24999");
    }
  }

  @Test
  void whatIsAskedAfterTheEndIsRefused() throws OutboxException {
    OutboxRig outbox = new OutboxRig(path());
    outbox.close();
    Told late = new Told();

    outbox.store().add(new OutboundMessage.Text("late"), "a", 0, late);

    Awaitility.await().until(late::isAnswered);
    assertThat(late.failure()).isEqualTo("the outbox is closed");
  }

  @Test
  void whatTheGatewayHasIsTakenOutSoonThoughNothingElseIsWritten() throws OutboxException {
    try (OutboxRig outbox = new OutboxRig(path())) {
      long number = outbox.add("one").number();
      long before = outbox.file().counts().commits();
      outbox.store().remove(number);

      Awaitility.await().until(() -> outbox.file().counts().commits() == before + 1);
      assertThat(outbox.file().store("press-7").inventory().atLeastOnce().messages()).isZero();
    }
  }

  @Test
  void removalsRideAlongWithWhatIsStored() throws OutboxException {
    OutboxOptions patient =
        new OutboxOptions(10, 1_000, Duration.ofHours(1), Duration.ofSeconds(5), 0);
    try (OutboxRig outbox = new OutboxRig(path(), patient)) {
      long number = outbox.add("one").number();
      long before = outbox.file().counts().commits();

      outbox.store().remove(number);
      assertThat(outbox.texts()).as("is as good as gone").isEmpty();
      assertThat(outbox.file().counts().commits()).isEqualTo(before);

      outbox.add("two");
      assertThat(outbox.file().counts().commits()).isEqualTo(before + 1);
      assertThat(outbox.file().store("press-7").inventory().atLeastOnce().messages()).isEqualTo(1);
      assertThat(outbox.texts()).containsExactly("two");
    }
  }

  /** While the disk is busy, what comes waits for one write together. */
  @Test
  void whatWaitsIsWrittenTogether() throws OutboxException {
    try (OutboxRig outbox = new OutboxRig(path())) {
      for (int i = 0; i < 5_000; i++) {
        outbox.store().add(new OutboundMessage.Text("m" + i), "id", 0, new Told());
      }
      outbox.settle();

      OutboxCounts counts = outbox.file().counts();
      assertThat(counts.stored()).isEqualTo(5_000);
      assertThat(counts.commits()).isLessThan(1_000);
      assertThat(counts.largestBatch()).isGreaterThan(1);
    }
  }

  private Path path() {
    return folder.resolve("outbox.db");
  }
}
