package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.testing.store.JournalPromises;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal in a file keeps the promises of the port. */
final class SqliteJournalTest extends JournalPromises {

  private static final List<String> READERS = List.of("file", "web");

  @TempDir private Path folder;

  private RecordsRig rig;
  private Optional<InboundJournal> journal = Optional.empty();

  @BeforeEach
  void open() throws OutboxException {
    rig = new RecordsRig(folder.resolve("outbox.db"));
    journal = Optional.of(rig.file().journal(READERS));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Override
  protected InboundJournal journal() {
    return journal.orElseThrow();
  }

  @Override
  protected void settle() {
    rig.settle();
  }

  @Override
  protected InboundJournal afterCrash(List<String> readers) {
    rig.afterCrash();
    try {
      return rig.file().journal(readers);
    } catch (OutboxException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyMessageKeepsTheNameOfItsConnection() {
    journal().append(new InboundMessage.Text(CONNECTION, "ours"), 0, new Ignored());
    journal().append(new InboundMessage.Text("press-8", "theirs"), 0, new Ignored());
    settle();
    CompletableFuture<List<InboundMessage>> loaded = new CompletableFuture<>();
    journal().load(0, 10, 1000, new Messages(loaded));
    assertThat(loaded.join())
        .extracting(InboundMessage::connection)
        .containsExactly(CONNECTION, "press-8");
    assertThat(journal().inventory().positions()).containsOnlyKeys("file", "web");
  }

  private record Messages(CompletableFuture<List<InboundMessage>> loaded)
      implements InboundJournal.Loaded {

    @Override
    public void loaded(List<InboundJournal.Entry> entries, boolean all) {
      loaded.complete(entries.stream().map(InboundJournal.Entry::message).toList());
    }

    @Override
    public void failed(String why) {
      loaded.completeExceptionally(new AssertionError(why));
    }
  }

  private static final class Ignored implements InboundJournal.Appended {

    @Override
    public void stored(long number) {}

    @Override
    public void failed(String why) {}
  }
}
