package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.store.StorePromises;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The store in a file keeps the promises of the port. */
final class SqliteStoreTest extends StorePromises {

  @TempDir private Path folder;

  private OutboxRig outbox;

  @BeforeEach
  void open() throws OutboxException {
    outbox = new OutboxRig(folder.resolve("outbox.db"));
  }

  @AfterEach
  void close() {
    outbox.close();
  }

  @Override
  protected MessageStore store() {
    return outbox.store();
  }

  @Override
  protected void settle() {
    outbox.settle();
  }
}
