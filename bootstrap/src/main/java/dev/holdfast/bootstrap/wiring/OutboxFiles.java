package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.outbox.OutboxFile;
import dev.holdfast.adapter.outbox.OutboxOptions;
import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.OutboxStorage;
import dev.holdfast.bootstrap.config.SinkConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SplittableRandom;

/** Opens the outbox file of a configuration. */
public final class OutboxFiles {

  private OutboxFiles() {}

  /**
   * Opens it, before anything is accepted. Blocks.
   *
   * @return empty if messages are kept in memory
   * @throws IOException with one line for the user, if it cannot be used
   */
  public static Optional<OutboxFile> open(OutboxStorage storage) throws IOException {
    if (storage.file().isEmpty()) {
      return Optional.empty();
    }
    Path file = storage.file().get();
    Path folder = file.toAbsolutePath().getParent();
    if (storage.usualPlace() && folder != null) {
      createFolder(folder);
    }
    OutboxOptions defaults = OutboxOptions.defaults();
    return Optional.of(
        OutboxFile.open(
            file,
            new OutboxOptions(
                storage.deadLetters(),
                defaults.deadLettersSize(),
                defaults.removalDelay(),
                defaults.busyTimeout(),
                defaults.reserve()),
            new OutboxFile.Surroundings(
                System::nanoTime,
                System::currentTimeMillis,
                // A strong seed: what it names must differ from what it named before.
                new SplittableRandom(new SecureRandom().nextLong()))));
  }

  /** The places of connections in a file. */
  public static ConnectionStores stores(OutboxFile file) {
    return new ConnectionStores() {
      @Override
      public MessageStore store(String connection) throws IOException {
        return file.store(connection);
      }

      @Override
      public CommandRecords records(String connection) {
        return file.records(connection);
      }
    };
  }

  /**
   * The journal of what arrives, if the configuration wants one. Blocks.
   *
   * @param file the outbox
   * @throws IOException with one line for the user, if it cannot be used
   */
  public static Optional<InboundJournal> journal(OutboxFile file, DaemonConfig config)
      throws IOException {
    if (config.storage().journal().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        file.journal(
            config.sinks().stream()
                .filter(SinksModule::readsTheJournal)
                .map(SinkConfig::name)
                .toList()));
  }

  // For the user alone, as the XDG base directory specification wants it.
  private static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new IOException(
          "cannot create the folder " + folder + " of the outbox: " + e.getClass().getSimpleName(),
          e);
    }
  }
}
