package dev.holdfast.adapter.credentials;

import dev.holdfast.application.port.out.ServiceNotifier;
import dev.holdfast.application.port.out.WallClock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that prints a token to standard output and ends with 0. It gets our environment but
 * what is between us and our service manager, our working directory, nothing on standard input, and
 * no shell.
 *
 * <p>When its time is over it is killed, with all processes that descend from it. One that has let
 * go of its parent before is out of reach.
 */
final class TokenCommand implements TokenIssuer {

  private static final int PRINTED_MAX = 64 << 10;

  /** How Java says that a program cannot be started, in its versions 17 to 25. */
  private static final Pattern START_FAILURE =
      Pattern.compile("error[=:] ?[0-9]+(?:, | \\()([^)]+)\\)? ?$");

  private final CommandOptions options;
  private final WallClock clock;

  // Guarded by this.
  private @Nullable Process running;
  private boolean stopped;

  TokenCommand(CommandOptions options, WallClock clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "token command " + options.program();
  }

  @Override
  public IssuedToken issue() throws TokenException, InterruptedException {
    long deadline = System.nanoTime() + options.limit().toNanos();
    Process process = start();
    try {
      return read(process, deadline);
    } finally {
      killIfAlive(process);
    }
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    if (running != null) {
      killIfAlive(running);
    }
  }

  private synchronized Process start() throws TokenException {
    if (stopped) {
      throw new TokenException("not run any more: shutting down");
    }
    try {
      ProcessBuilder builder = new ProcessBuilder(options.words());
      builder.environment().keySet().removeAll(ServiceNotifier.VARIABLES);
      Process process = builder.start();
      running = process;
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      Matcher known = START_FAILURE.matcher(String.valueOf(e.getMessage()));
      throw new TokenException(
          "cannot be started" + (known.find() ? " (" + known.group(1) + ")" : ""));
    }
  }

  private IssuedToken read(Process process, long deadline)
      throws TokenException, InterruptedException {
    PipeReader output =
        PipeReader.start(process.getInputStream(), PRINTED_MAX, () -> kill(process.toHandle()));
    PipeReader complaints = PipeReader.start(process.getErrorStream(), PRINTED_MAX, () -> {});
    if (!process.waitFor(left(deadline), TimeUnit.NANOSECONDS)) {
      throw new TokenException("did not end within " + TimeLimit.words(options.limit()));
    }
    PipeReader.Printed printed = all(output, deadline);
    if (printed.cut()) {
      throw new TokenException("printed more than " + PRINTED_MAX + " bytes");
    }
    int status = process.exitValue();
    if (status != 0) {
      String why = lastLine(all(complaints, deadline));
      throw new TokenException("exit code " + status + (why.isEmpty() ? "" : ": " + why));
    }
    return TokenText.read(printed.text(), clock.millis());
  }

  private static PipeReader.Printed all(PipeReader pipe, long deadline)
      throws TokenException, InterruptedException {
    try {
      return pipe.await(left(deadline));
    } catch (TimeoutException e) {
      throw new TokenException("ended, but a process that it left behind holds its output");
    }
  }

  /** Where most programs say what is wrong. Half a line is left out: it cannot be masked. */
  private static String lastLine(PipeReader.Printed printed) {
    List<String> lines = printed.text().lines().toList();
    return lines.subList(0, printed.cut() ? lines.size() - 1 : lines.size()).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce("", (earlier, later) -> later);
  }

  private static void killIfAlive(Process process) {
    if (process.isAlive()) {
      kill(process.toHandle());
    }
  }

  /** The children are counted before their parent is gone, which would hide them. */
  private static void kill(ProcessHandle process) {
    List<ProcessHandle> children = process.children().toList();
    process.destroyForcibly();
    children.forEach(TokenCommand::kill);
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }
}
