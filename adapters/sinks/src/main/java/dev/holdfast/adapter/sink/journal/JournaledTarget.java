package dev.holdfast.adapter.sink.journal;

import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.Target;
import java.io.IOException;
import java.util.function.LongConsumer;

/** A target that says how far in the journal it is, whenever it has written something. */
final class JournaledTarget implements Target {

  private final Target target;
  private final LongConsumer written;

  /**
   * In front of another.
   *
   * @param written told the number of the last message that need not be written again
   */
  JournaledTarget(Target target, LongConsumer written) {
    this.target = target;
    this.written = written;
  }

  @Override
  public void open() throws IOException, InterruptedException {
    target.open();
  }

  @Override
  public Outcome write(Batch batch) throws IOException, InterruptedException {
    Outcome outcome = target.write(batch);
    if (outcome.finished() > 0) {
      written.accept(batch.messages().get(outcome.finished() - 1).number());
    }
    return outcome;
  }

  @Override
  public long upkeep(long nowNanos) throws IOException {
    return target.upkeep(nowNanos);
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
