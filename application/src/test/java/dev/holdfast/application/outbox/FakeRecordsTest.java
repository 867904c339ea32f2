package dev.holdfast.application.outbox;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.application.testing.store.FakeRecords;
import dev.holdfast.application.testing.store.RecordsPromises;

/** The records of the tests keep the promises of the port. */
final class FakeRecordsTest extends RecordsPromises {

  private final ManualEventLoop loop = new ManualEventLoop();
  private final FakeRecords records = new FakeRecords(loop);

  @Override
  protected CommandRecords records() {
    return records;
  }

  @Override
  protected void settle() {
    loop.runPending();
  }

  @Override
  protected CommandRecords afterCrash() {
    return records.afterCrash(loop);
  }
}
