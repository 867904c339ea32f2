package dev.holdfast.application.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.StoredMessage;

/** How much of one class is in a store, or on its way into it. Loop thread only. */
interface Stock {

  /** Counts a message that is to be stored, if the answer is {@link SendResult#ACCEPTED}. */
  SendResult take(OutboundMessage message);

  /** A message that was counted is stored. */
  void stored(OutboundMessage message, long number);

  /** A message that was counted is not stored after all. */
  void notStored(OutboundMessage message);

  /** Whether a message is still to be delivered, and no newer one has taken its place. */
  boolean isWanted(StoredMessage message);

  /** A message left the store. */
  void left(StoredMessage message);

  /** How many there are. */
  int messages();
}
