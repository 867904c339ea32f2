package dev.holdfast.application.outbox;

import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.application.testing.store.FakeJournal;
import dev.holdfast.application.testing.store.JournalPromises;
import java.util.List;

/** The journal of the tests keeps the promises of the port. */
final class FakeJournalTest extends JournalPromises {

  private final ManualEventLoop loop = new ManualEventLoop();
  private final FakeJournal journal = new FakeJournal(loop, List.of("file", "web"));

  @Override
  protected InboundJournal journal() {
    return journal;
  }

  @Override
  protected void settle() {
    loop.runPending();
  }

  @Override
  protected InboundJournal afterCrash(List<String> readers) {
    return journal.afterCrash(loop, readers);
  }
}
