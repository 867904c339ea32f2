package dev.holdfast.bootstrap.stdin;

import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.CommandUseCase;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Gives each line as a command ({@link CommandLine}). What becomes of it goes to the sink as a line
 * of JSON, in the order in which commands end.
 *
 * <p>At most {@value #AT_ONCE} are on their way at once; beyond that, or while the sink has no
 * room, standard input waits.
 */
public final class CommandLines implements LineTaker {

  static final int AT_ONCE = 64;

  private final String connection;
  private final CommandUseCase commands;
  private final Duration timeout;
  private final MessageSink sink;
  private final Semaphore room = new Semaphore(AT_ONCE);

  /**
   * Lines for one connection.
   *
   * @param connection its id
   * @param commands where they go
   * @param timeout how long each may take
   * @param sink where outcomes go
   */
  public CommandLines(
      String connection, CommandUseCase commands, Duration timeout, MessageSink sink) {
    this.connection = connection;
    this.commands = commands;
    this.timeout = timeout;
    this.sink = sink;
  }

  @Override
  public boolean take(String line) {
    if (line.isBlank()) {
      return true;
    }
    CommandLine given = CommandLine.parse(line);
    room.acquireUninterruptibly();
    if (!given.problem().isEmpty()) {
      ended(given, new CommandOutcome.NotSent(given.problem()));
      return true;
    }
    commands
        .command(
            new Command(given.name(), given.payload(), timeout, given.idempotent(), given.id()))
        .thenAccept(outcome -> ended(given, outcome));
    return true;
  }

  @Override
  public void finish() {
    room.acquireUninterruptibly(AT_ONCE);
    room.release(AT_ONCE);
  }

  private void ended(CommandLine given, CommandOutcome outcome) {
    InboundMessage line =
        new InboundMessage.Text(
            connection, "command", given.name(), OutcomeLine.of(given, outcome));
    if (sink.deliver(line, room::release)) {
      room.release();
    }
  }
}
