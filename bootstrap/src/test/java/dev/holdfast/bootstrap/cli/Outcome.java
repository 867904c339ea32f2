package dev.holdfast.bootstrap.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command did.
 *
 * @param status its exit code
 * @param out what it printed to standard output
 * @param err what it printed to standard error
 */
record Outcome(int status, String out, String err) {

  static Outcome of(Object command, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Outcome(status, out.toString(), err.toString());
  }
}
