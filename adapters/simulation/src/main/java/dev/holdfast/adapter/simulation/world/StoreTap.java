package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;

/** A store with the book of messages listening in, between the disk and the application. */
final class StoreTap implements MessageStore {

  private final MessageStore honest;
  private final MessageBook book;
  private final Story story;
  private final String connection;

  StoreTap(MessageStore honest, MessageBook book, Story story, String connection) {
    this.honest = honest;
    this.book = book;
    this.story = story;
    this.connection = connection;
  }

  @Override
  public Inventory inventory() {
    return honest.inventory();
  }

  @Override
  public void add(OutboundMessage message, String id, long acceptedMillis, Added answer) {
    String text = message instanceof OutboundMessage.Text it ? it.text() : message.toString();
    honest.add(
        message,
        id,
        acceptedMillis,
        new Added() {
          @Override
          public void stored(long number) {
            story.tell(connection, "is stored:", text);
            book.stored(text, number);
            answer.stored(number);
          }

          @Override
          public void failed(String why) {
            story.tell(connection, "is not stored:", text);
            answer.failed(why);
          }
        });
  }

  @Override
  public void load(MessageClass of, long after, int maxMessages, long maxSize, Loaded answer) {
    honest.load(of, after, maxMessages, maxSize, answer);
  }

  @Override
  public void remove(long number) {
    story.tell(connection, "is done with:", number);
    book.removing(number);
    honest.remove(number);
  }

  @Override
  public void bury(long number, String reason) {
    story.tell(connection, "puts aside:", number + " " + reason);
    book.burying(number, reason);
    honest.bury(number, reason);
  }
}
