package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.WallClock;

/** The messages of one connection in an outbox file. Any thread. */
final class SqliteStore implements MessageStore {

  private static final String NO_REASON = "no reason given";

  private final String connection;
  private final Inventory inventory;
  private final GroupCommit commits;
  private final WallClock clock;

  SqliteStore(String connection, Inventory inventory, GroupCommit commits, WallClock clock) {
    this.connection = connection;
    this.inventory = inventory;
    this.commits = commits;
    this.clock = clock;
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public void add(OutboundMessage message, String id, long acceptedMillis, Added answer) {
    if (message.delivery().messageClass() == MessageClass.BEST_EFFORT) {
      throw new IllegalArgumentException("best-effort messages are not stored");
    }
    commits.ask(new Request.Add(connection, message, id, acceptedMillis, answer));
  }

  @Override
  public void load(MessageClass of, long after, int maxMessages, long maxSize, Loaded answer) {
    commits.ask(new Request.Load(connection, of, after, maxMessages, maxSize, answer));
  }

  @Override
  public void remove(long number) {
    commits.ask(new Request.Removal(connection, number, "", 0));
  }

  @Override
  public void bury(long number, String reason) {
    String why = reason.isBlank() ? NO_REASON : reason;
    commits.ask(new Request.Removal(connection, number, why, clock.millis()));
  }
}
