package dev.holdfast.application.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A link that takes everything and remembers texts. */
final class RecordingOutlet implements Outlet {

  private final List<String> texts = new ArrayList<>();

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public void write(OutboundMessage message, Lane lane) {
    // A million messages of the tests with threads need not be kept.
    if (texts.size() < 1_000 && message instanceof OutboundMessage.Text text) {
      texts.add(text.text());
    }
  }

  @Override
  public boolean isFree() {
    throw new IllegalStateException("nothing is acknowledged here");
  }

  @Override
  public void deliver(
      Request.Deliver message, Duration within, Consumer<CommandOutcome> whenEnded) {
    throw new IllegalStateException("nothing is acknowledged here");
  }

  List<String> texts() {
    return texts;
  }

  void forget() {
    texts.clear();
  }
}
