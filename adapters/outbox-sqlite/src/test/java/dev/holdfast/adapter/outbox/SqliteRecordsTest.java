package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.testing.store.RecordsPromises;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The records in a file keep the promises of the port. */
final class SqliteRecordsTest extends RecordsPromises {

  @TempDir private Path folder;

  private RecordsRig rig;

  @BeforeEach
  void open() throws OutboxException {
    rig = new RecordsRig(folder.resolve("outbox.db"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Override
  protected CommandRecords records() {
    return rig.records();
  }

  @Override
  protected void settle() {
    rig.settle();
  }

  @Override
  protected CommandRecords afterCrash() {
    return rig.afterCrash();
  }
}
