package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.RecordedOutcome;
import dev.holdfast.application.port.out.WallClock;
import java.sql.SQLException;
import java.util.Optional;

/** The commands of one connection in an outbox file. Any thread. */
final class SqliteRecords implements CommandRecords {

  private final String connection;
  private final GroupCommit commits;
  private final WallClock clock;

  /**
   * What was left behind by processes that are gone is tidied up beside the first command.
   *
   * @param connection its id
   */
  SqliteRecords(String connection, GroupCommit commits, WallClock clock) {
    this.connection = connection;
    this.commits = commits;
    this.clock = clock;
    commits.ask(new Tidying(connection, clock.millis()));
  }

  @Override
  public void begin(String id, String name, boolean maySend, Begun answer) {
    commits.ask(new Beginning(connection, id, name, maySend, clock.millis(), answer));
  }

  @Override
  public void maySend(String id, Kept answer) {
    commits.ask(new Permission(connection, id, answer));
  }

  @Override
  public void ended(String id, RecordedOutcome outcome) {
    commits.ask(new End(connection, id, outcome, clock.millis()));
  }

  /** A command begins, unless it is known. */
  private static final class Beginning implements Change {

    private final String connection;
    private final String id;
    private final String name;
    private final boolean maySend;
    private final long millis;
    private final Begun answer;
    private Optional<CommandTable.Known> known = Optional.empty();

    private Beginning(
        String connection, String id, String name, boolean maySend, long millis, Begun answer) {
      this.connection = connection;
      this.id = id;
      this.name = name;
      this.maySend = maySend;
      this.millis = millis;
      this.answer = answer;
    }

    @Override
    public String connection() {
      return connection;
    }

    @Override
    public long size() {
      return (long) id.length() + name.length();
    }

    @Override
    public boolean waits() {
      return true;
    }

    @Override
    public void apply(Database database) throws SQLException {
      known = database.commands().find(connection, id, millis);
      if (known.isEmpty()) {
        database.commands().begin(connection, id, name, maySend, millis);
      }
    }

    @Override
    public void done() {
      if (known.isEmpty()) {
        answer.kept();
        return;
      }
      CommandTable.Known before = known.get();
      if (before.outcome().isPresent()) {
        answer.endedBefore(before.name(), before.outcome().get());
      } else {
        answer.interrupted(before.name(), before.maySend());
      }
    }

    @Override
    public void failed(String why) {
      answer.failed(why);
    }
  }

  /** A command may leave. */
  private record Permission(String connection, String id, Kept answer) implements Change {

    @Override
    public long size() {
      return 0;
    }

    @Override
    public boolean waits() {
      return true;
    }

    @Override
    public void apply(Database database) throws SQLException {
      database.commands().maySend(connection, id);
    }

    @Override
    public void done() {
      answer.kept();
    }

    @Override
    public void failed(String why) {
      answer.failed(why);
    }
  }

  /** A command has ended. */
  private record End(String connection, String id, RecordedOutcome outcome, long millis)
      implements Change.Unanswered {

    @Override
    public long size() {
      return outcome.text().length();
    }

    @Override
    public void apply(Database database) throws SQLException {
      database.commands().end(connection, id, outcome, millis);
    }
  }

  /** What nobody can ask for any more goes. */
  private record Tidying(String connection, long millis) implements Change.Unanswered {

    @Override
    public long size() {
      return 0;
    }

    @Override
    public void apply(Database database) throws SQLException {
      database.commands().dropInterrupted(connection, millis);
    }
  }
}
