package dev.holdfast.bootstrap.crash;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The gateway of the crash test, as a process: writes every message into a file, then acknowledges
 * it; writes down what it was commanded to do, then answers; and for each of these tells something
 * itself, until that is acknowledged. It hears a link to its end before the next one, as a machine
 * with one line does, so the order in the file is the order in which messages came.
 *
 * <p>What the operating system has of the file outlives {@code kill -9}, so nothing waits for the
 * disk here.
 */
final class CrashGateway {

  /** What the daemon is told about this gateway. */
  static final String DESCRIPTION =
      """
      name: crash
      about: the gateway of the crash test
      correlation: {by: key, keys: number, in-flight: 8}
      delivery:
        send: {k: "${key}", id: "${id}", m: "${payload}"}
      commands:
        general:
          send: {c: "${key}", do: "${payload}"}
      messages:
        - {name: has, when: {/has: {exists: true}}, is: answer, key: /has}
        - {name: done, when: {/done: {exists: true}}, is: answer, key: /done}
        - {name: note, when: {/note: {exists: true}}, is: notification, id: /note, acknowledge: {got: "${/note}"}}
        - {name: no, when: {/no: {exists: true}}, is: error, key: /no, text: /why}
      """;

  /**
   * The same for a gateway that says nothing: what the operating system has counts as delivered.
   */
  static final String SILENT_DESCRIPTION = "name: crash\nabout: says nothing\n";

  /** A message that says so is refused for good. */
  static final String UNWANTED = "\"unwanted\":true";

  /** How it may break its promises, to prove that somebody notices. */
  enum Habit {
    /**
     * Acknowledges first, and writes when some more have come: a kill loses what it said to have.
     */
    ACKNOWLEDGES_EARLY,
    /** Answers first, and writes down what it did when it has done some more. */
    ANSWERS_EARLY,
    /** Now and then does twice what was commanded once. */
    DOES_TWICE,
    /** Takes for acknowledged what it has only sent. */
    TAKES_TOLD_FOR_HEARD,
    /** Now and then tells the next but one first. */
    TELLS_IN_DISORDER
  }

  private static final int HELD_BACK = 20;
  private static final int DEEDS_HELD_BACK = 5;
  private static final int TWICE_OF = 3;
  private static final Pattern GOT = Pattern.compile("\"got\"\\s*:\\s*(\\d+)");
  private static final Pattern COMMAND = Pattern.compile("\"c\"\\s*:\\s*(\\d+)");
  private static final Pattern KEY = Pattern.compile("\"k\"\\s*:\\s*(\\d+)");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern NUMBER = Pattern.compile("\"n\"\\s*:\\s*(\\d+)");

  private final String process = Long.toString(System.currentTimeMillis());
  private final FileChannel arrivals;
  private final FileChannel deeds;
  private final Notes notes;
  private final Set<Habit> habits;
  private final Queue<Arrival> heldBack = new ArrayDeque<>();
  private final Queue<Deed> deedsHeldBack = new ArrayDeque<>();
  private int done;

  private CrashGateway(FileChannel arrivals, FileChannel deeds, Notes notes, Set<Habit> habits) {
    this.arrivals = arrivals;
    this.deeds = deeds;
    this.notes = notes;
    this.habits = habits;
  }

  /**
   * Runs until it is killed.
   *
   * @param arguments its port, its folder, its habits, with commas between them
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    GatewayFiles files = new GatewayFiles(Path.of(arguments[1]));
    Set<Habit> habits =
        Arrays.stream(arguments[2].split(",", -1))
            .filter(name -> !name.isEmpty())
            .map(Habit::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Habit.class)));
    Set<Long> before = Notes.readAll(files.acknowledged());
    try (FileChannel arrivals = GatewayFiles.append(files.arrivals());
        FileChannel deeds = GatewayFiles.append(files.deeds());
        FileChannel acknowledged = GatewayFiles.append(files.acknowledged());
        ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      new CrashGateway(arrivals, deeds, new Notes(acknowledged, before, habits), habits)
          .serve(server);
    }
  }

  private void serve(ServerSocket server) throws IOException {
    for (int link = 1; true; link++) {
      try (Socket socket = server.accept()) {
        socket.setTcpNoDelay(true);
        hear(new GatewayLink(socket), process + "." + link);
      } catch (EOFException | SocketException e) {
        // The daemon was killed: the next one comes.
        System.out.println("link " + process + "." + link + ": " + e.getMessage());
      }
    }
  }

  private void hear(GatewayLink link, String name) throws IOException {
    link.open();
    notes.begin(link);
    Optional<String> text = link.read();
    while (text.isPresent()) {
      take(text.get(), link, name);
      text = link.read();
    }
  }

  private void take(String text, GatewayLink link, String name) throws IOException {
    Optional<String> got = search(GOT, text);
    if (got.isPresent()) {
      notes.acknowledged(Long.parseLong(got.get()));
      return;
    }
    Optional<String> command = search(COMMAND, text);
    if (command.isPresent()) {
      obey(command.get(), text, link);
    } else {
      keep(text, link, name);
    }
  }

  private void obey(String key, String text, GatewayLink link) throws IOException {
    if (text.contains(UNWANTED)) {
      link.write("{\"no\":" + key + ",\"why\":\"unwanted\"}");
      return;
    }
    long number = Long.parseLong(find(NUMBER, text));
    String deed = act(number);
    if (habits.contains(Habit.DOES_TWICE) && done % TWICE_OF == 0) {
      deed = act(number);
    }
    link.write("{\"done\":" + key + ",\"deed\":\"" + deed + "\"}");
    notes.next(link);
  }

  private String act(long number) throws IOException {
    Deed deed = new Deed(number, process + "." + ++done, System.currentTimeMillis());
    deedsHeldBack.add(deed);
    if (!habits.contains(Habit.ANSWERS_EARLY) || deedsHeldBack.size() > DEEDS_HELD_BACK) {
      write(deeds, deedsHeldBack.remove().line());
    }
    return deed.deed();
  }

  private void keep(String text, GatewayLink link, String name) throws IOException {
    String number = find(NUMBER, text);
    Optional<String> key = search(KEY, text);
    String id = key.isPresent() ? find(ID, text) : "none-" + number;
    Arrival arrival = new Arrival(name, Long.parseLong(number), id);
    heldBack.add(arrival);
    if (!habits.contains(Habit.ACKNOWLEDGES_EARLY) || heldBack.size() > HELD_BACK) {
      write(arrivals, heldBack.remove().line());
    }
    if (key.isPresent()) {
      link.write(
          text.contains(UNWANTED)
              ? "{\"no\":" + key.get() + ",\"why\":\"unwanted\"}"
              : "{\"has\":" + key.get() + "}");
      notes.next(link);
    }
  }

  private static void write(FileChannel file, String line) throws IOException {
    file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
  }

  private static String find(Pattern pattern, String text) throws IOException {
    return search(pattern, text)
        .orElseThrow(() -> new IOException("no " + pattern + " in " + text));
  }

  private static Optional<String> search(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
