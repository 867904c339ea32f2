package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.domain.time.Clock;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;

/**
 * The messages and commands of all connections of a daemon, in one SQLite file. What is answered as
 * stored is there after the process was killed, and after a loss of power as far as the disk tells
 * the truth. Any thread.
 */
public final class OutboxFile implements Closeable {

  private static final int IDENTITY_RADIX = 36;

  private final Path file;
  private final Surroundings surroundings;
  private final GroupCommit commits;

  /**
   * What it needs of the world around it.
   *
   * @param clock for pauses
   * @param wallClock for the time at which a message became a dead letter
   * @param random for the names of openings and the jitter of pauses; used by this file only
   */
  public record Surroundings(Clock clock, WallClock wallClock, RandomGenerator random) {}

  private OutboxFile(Path file, Surroundings surroundings, GroupCommit commits) {
    this.file = file;
    this.surroundings = surroundings;
    this.commits = commits;
  }

  /**
   * Opens an outbox, or creates it; its folder must exist. Blocks while the disk does.
   *
   * @param file where it is
   * @throws OutboxException if it cannot be used, also because another daemon uses it
   */
  public static OutboxFile open(Path file, OutboxOptions options, Surroundings surroundings)
      throws OutboxException {
    return on(Opening.of(file, options), options, surroundings);
  }

  /** An outbox on a file that was opened already. */
  static OutboxFile on(Opening opening, OutboxOptions options, Surroundings surroundings) {
    String name = "the outbox " + opening.file();
    GroupCommit commits =
        new GroupCommit(
            name,
            opening.database(),
            opening.claim(),
            new DiskRoom(opening.file(), opening.database(), options.reserve()),
            options,
            surroundings);
    commits.start();
    return new OutboxFile(opening.file(), surroundings, commits);
  }

  /**
   * The messages of one connection. Blocks while what there is is counted.
   *
   * @param connection its id
   * @throws OutboxException if that cannot be read
   */
  public MessageStore store(String connection) throws OutboxException {
    CompletableFuture<MessageStore.Inventory> answer = new CompletableFuture<>();
    commits.ask(new Request.Survey(connection, identity(), answer));
    return new SqliteStore(connection, await(answer), commits, surroundings.wallClock());
  }

  /**
   * What became of the commands of one connection. What nobody can ask for any more is forgotten.
   *
   * @param connection its id; asked for once
   */
  public CommandRecords records(String connection) {
    return new SqliteRecords(connection, commits, surroundings.wallClock());
  }

  /**
   * What arrived, whatever connection it came from; asked for once. Blocks while what there is is
   * counted.
   *
   * @param readers who gets it; what only others had not got is dropped
   * @throws OutboxException if that cannot be read or written
   */
  public InboundJournal journal(List<String> readers) throws OutboxException {
    SqliteJournal.Beginning beginning = new SqliteJournal.Beginning(readers);
    commits.ask(beginning);
    return new SqliteJournal(await(beginning.answer()), commits);
  }

  private <T> T await(CompletableFuture<T> answer) throws OutboxException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new OutboxException("cannot read the outbox " + file + ": " + cause(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboxException("interrupted while reading the outbox " + file, e);
    }
  }

  /** Its real path. */
  public Path file() {
    return file;
  }

  /** What it did since it was opened. */
  public OutboxCounts counts() {
    return commits.counts();
  }

  /**
   * Stores what it was asked to store, answers it, and closes the file. Whatever is asked later is
   * answered as failed.
   */
  @Override
  public void close() {
    commits.close();
  }

  private static String cause(ExecutionException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  private synchronized String identity() {
    return Long.toUnsignedString(surroundings.random().nextLong(), IDENTITY_RADIX);
  }
}
