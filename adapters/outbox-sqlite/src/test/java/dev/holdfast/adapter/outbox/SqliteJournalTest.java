package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.testing.store.JournalPromises;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    journal = Optional.of(rig.file().journal(CONNECTION, READERS));
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
      return rig.file().journal(CONNECTION, readers);
    } catch (OutboxException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void otherConnectionsAreKeptApart() throws OutboxException {
    InboundJournal others = rig.file().journal("press-8", List.of("file"));
    others.append(new InboundMessage.Text("press-8", "theirs"), 0, new Ignored());
    settle();

    assertThat(rig.file().journal("press-8", List.of("file")).inventory().stock().messages())
        .isEqualTo(1);
    assertThat(rig.file().journal(CONNECTION, READERS).inventory().stock())
        .isEqualTo(InboundJournal.Stock.NONE);
  }

  @Test
  void aMessageOfAnotherConnectionIsAMistake() {
    assertThatThrownBy(
            () -> journal().append(new InboundMessage.Text("press-8", "x"), 0, new Ignored()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("press-8");
  }

  private static final class Ignored implements InboundJournal.Appended {

    @Override
    public void stored(long number) {}

    @Override
    public void failed(String why) {}
  }
}
