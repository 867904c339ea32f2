package dev.holdfast.adapter.simulation.replay;

import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A recording gone through again: the same events at the same times with the same random numbers
 * into the same machine must give the same transitions, bit for bit.
 */
public final class Replay {

  /** Far longer than any line that a recording has. */
  private static final int LINE_MAX = 1 << 20;

  private final Path file;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private long runs;
  private long events;
  private long transitions;
  private int lineNumber;
  private Optional<Difference> difference = Optional.empty();
  private Optional<String> cut = Optional.empty();

  private Replay(Path file) {
    this.file = file;
  }

  /**
   * Where the machine of today does something else than the recorded one did.
   *
   * @param line the line of the file, from 1
   * @param event what entered
   * @param recorded what came of it then
   * @param replayed what comes of it now
   */
  public record Difference(int line, String event, String recorded, String replayed) {}

  /**
   * What came of it.
   *
   * @param runs how many machines were recorded
   * @param events how many events entered them, up to the first difference
   * @param transitions how many transitions they made, up to there
   * @param cut why the recording ended before the run did, if it says so
   * @param difference the first difference
   */
  public record Result(
      long runs,
      long events,
      long transitions,
      Optional<String> cut,
      Optional<Difference> difference) {

    /** The outcome for people; more than one line if there is a difference. */
    public String report() {
      String counts =
          String.format(
              "%d run%s, %d events, %d transitions",
              runs, runs == 1 ? "" : "s", events, transitions);
      String end = cut.map(why -> " (the recording was cut: " + why + ")").orElse("");
      return difference
          .map(
              it ->
                  String.format(
                      "%s%s: different at line %d, event %s%n  recorded: %s%n  replayed: %s",
                      counts, end, it.line(), it.event(), it.recorded(), it.replayed()))
          .orElse(counts + end + ": the same, bit for bit");
    }
  }

  /**
   * Goes through a recording, up to the first difference.
   *
   * @param file as {@link Recording} wrote it
   * @throws RecordingException naming the line that cannot be understood, or why the file cannot be
   *     read
   */
  public static Result of(Path file) throws RecordingException {
    return new Replay(file).run();
  }

  private Result run() throws RecordingException {
    try (BoundedLines lines =
        new BoundedLines(Files.newBufferedReader(file, StandardCharsets.UTF_8), LINE_MAX)) {
      Optional<String> line = lines.next();
      while (line.isPresent() && difference.isEmpty()) {
        lineNumber++;
        Optional<String> next = lines.next();
        take(line.get(), next.isEmpty());
        line = next;
      }
    } catch (BoundedLines.LongLineException e) {
      throw new RecordingException(
          file + ", line " + (lineNumber + 1) + ": " + e.getMessage() + ", so it is no recording");
    } catch (CharacterCodingException e) {
      throw new RecordingException(file + " is no recording: it is no text in UTF-8");
    } catch (NoSuchFileException e) {
      throw new RecordingException("cannot read " + file + ": there is no such file");
    } catch (AccessDeniedException e) {
      throw new RecordingException("cannot read " + file + ": permission denied");
    } catch (IOException e) {
      throw new RecordingException(
          lineNumber == 0
              ? "cannot read " + file + ": " + e.getMessage()
              : file + ", line " + lineNumber + ": " + e.getMessage());
    }
    if (runs == 0) {
      throw new RecordingException(file + " is no recording: it has no line with \"recording\"");
    }
    return new Result(runs, events, transitions, cut, difference);
  }

  private void take(String text, boolean last) throws IOException {
    JsonObject line;
    try {
      line = JsonObject.of(text);
    } catch (IOException e) {
      if (last && runs > 0) {
        // Whoever was killed while writing left half a line.
        cut = Optional.of("it ends in the middle of a line");
        return;
      }
      throw new IOException("no JSON object: " + shortened(text));
    }
    if (line.has("cut")) {
      cut = Optional.of(line.text("cut"));
      return;
    }
    Entry entry = EntryReader.entry(line);
    if (entry instanceof Entry.Begin begin) {
      runs++;
      machines.put(begin.connection(), new Machine(begin));
    } else if (entry instanceof Entry.Handled handled) {
      Machine machine = machines.get(handled.connection());
      if (machine == null) {
        throw new IOException("connection " + handled.connection() + " was not begun before");
      }
      compare(handled, machine.handle(handled));
    }
  }

  private void compare(Entry.Handled then, Machine.Outcome now) {
    events += then.times();
    transitions += now.transitions().size();
    if (!now.transitions().equals(then.transitions()) || now.undrawn() != 0) {
      difference =
          Optional.of(
              new Difference(
                  lineNumber,
                  then.event() + " at " + then.atNanos() + " ns",
                  then.transitions() + ", drawn " + then.drawn(),
                  now.transitions() + now.words()));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  /** One machine with what it does. */
  private static final class Machine implements Effects, RandomGenerator {

    /**
     * What came of one event.
     *
     * @param undrawn how many recorded numbers were not drawn; below zero if more were
     */
    record Outcome(List<Transition> transitions, int undrawn, String failure) {
      String words() {
        return (undrawn == 0
                ? ""
                : ", drawn " + Math.abs(undrawn) + (undrawn > 0 ? " fewer" : " more"))
            + failure;
      }
    }

    private final ConnectionMachine machine;
    private final Deque<Double> drawn = new ArrayDeque<>();
    private final List<Transition> transitions = new ArrayList<>();
    private int overdrawn;

    Machine(Entry.Begin begin) {
      machine = new ConnectionMachine(begin.policy(), this, 0);
    }

    Outcome handle(Entry.Handled entry) {
      drawn.clear();
      drawn.addAll(entry.drawn());
      transitions.clear();
      overdrawn = 0;
      String failure = "";
      try {
        machine.handle(entry.event(), entry.atNanos(), this);
        if (entry.times() > 1) {
          machine.handle(entry.event(), entry.untilNanos(), this);
        }
      } catch (IllegalStateException e) {
        failure = ", " + e.getMessage();
        overdrawn++;
      }
      return new Outcome(List.copyOf(transitions), drawn.size() - overdrawn, failure);
    }

    @Override
    public double nextDouble() {
      if (drawn.isEmpty()) {
        overdrawn++;
        return 0;
      }
      return drawn.remove();
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("only numbers between 0 and 1 were noted");
    }

    @Override
    public void dial(long attempt, boolean freshCredentials) {}

    @Override
    public void sendHeartbeat(long attempt) {}

    @Override
    public void startClosing(long attempt, int code, String reason) {}

    @Override
    public void abort(long attempt) {}

    @Override
    public void transitioned(Transition transition) {
      transitions.add(transition);
    }

    @Override
    public void ignored(Event event, Reaction why) {}
  }
}
