package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.RecordedOutcome;
import dev.holdfast.application.testing.store.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random things that are asked of an outbox file, one after the other: each waits for one answer,
 * and what nobody waits for rides along.
 */
final class AnsweredSteps {

  private static final String READER = "file";

  private final SplittableRandom random;
  private final MessageStore store;
  private final InboundJournal journal;
  private final CommandRecords records;
  private final List<Long> there = new ArrayList<>();
  private final List<String> running = new ArrayList<>();
  private long lastArrived;
  private int arrived;
  private int kept;

  AnsweredSteps(OutboxFile outbox, SplittableRandom random) throws OutboxException {
    this.random = random;
    this.store = outbox.store("press-7");
    this.journal = outbox.journal(List.of(READER));
    this.records = outbox.records("press-7");
    OutboxRig.settle(store);
  }

  /** Does one, and waits for its answer. */
  void step(int i) {
    rideAlong();
    int kind = random.nextInt(5);
    if (kind == 0) {
      receive(i);
    } else if (kind == 1) {
      command(i);
    } else {
      send(i);
    }
  }

  private void rideAlong() {
    while (there.size() > 5 && random.nextInt(3) > 0) {
      long number = there.remove(random.nextInt(there.size()));
      if (random.nextInt(4) == 0) {
        store.bury(number, "refused");
      } else {
        store.remove(number);
      }
    }
    if (lastArrived > 0 && random.nextInt(8) == 0) {
      journal.advance(READER, lastArrived - random.nextInt(2), left -> {});
    }
    if (running.size() > 3) {
      records.ended(
          running.remove(random.nextInt(running.size())),
          new RecordedOutcome(RecordedOutcome.Kind.ANSWERED, "", "done"));
    }
  }

  private void send(int i) {
    Delivery delivery =
        random.nextInt(4) == 0
            ? Delivery.latestValue("key" + random.nextInt(3))
            : Delivery.AT_LEAST_ONCE;
    Told told = new Told();
    store.add(new OutboundMessage.Text(i + ":" + payload(), delivery), "id" + i, i, told);
    OutboxRig.settle(store);
    there.add(told.number());
  }

  private void receive(int i) {
    journal.append(new InboundMessage.Text("press-7", i + ":" + payload()), i, new Answer());
    OutboxRig.settle(store);
  }

  private void command(int i) {
    String id = "c" + i;
    boolean leaves = random.nextBoolean();
    if (leaves && !running.isEmpty()) {
      records.maySend(running.get(random.nextInt(running.size())), new Answer());
    } else {
      records.begin(id, "reset", leaves, new Answer());
      running.add(id);
    }
    OutboxRig.settle(store);
  }

  private String payload() {
    return "x".repeat(random.nextInt(20_000));
  }

  /** How many notifications were answered as stored. */
  int arrived() {
    return arrived;
  }

  /** How many records of commands were answered as kept. */
  int kept() {
    return kept;
  }

  private final class Answer implements InboundJournal.Appended, CommandRecords.Begun {

    @Override
    public void stored(long number) {
      lastArrived = number;
      arrived++;
    }

    @Override
    public void kept() {
      kept++;
    }

    @Override
    public void endedBefore(String name, RecordedOutcome outcome) {
      failed("ended before");
    }

    @Override
    public void interrupted(String name, boolean mayHaveLeft) {
      failed("interrupted");
    }

    @Override
    public void failed(String why) {
      throw new AssertionError(why);
    }
  }
}
