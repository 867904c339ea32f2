package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;

/** A store that passes everything on, a place to put a bug into. */
class PassStore implements MessageStore {

  private final MessageStore honest;

  PassStore(MessageStore honest) {
    this.honest = honest;
  }

  @Override
  public Inventory inventory() {
    return honest.inventory();
  }

  @Override
  public void add(OutboundMessage message, String id, long acceptedMillis, Added answer) {
    honest.add(message, id, acceptedMillis, answer);
  }

  @Override
  public void load(MessageClass of, long after, int maxMessages, long maxSize, Loaded answer) {
    honest.load(of, after, maxMessages, maxSize, answer);
  }

  @Override
  public void remove(long number) {
    honest.remove(number);
  }

  @Override
  public void bury(long number, String reason) {
    honest.bury(number, reason);
  }
}
