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
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway of the crash test, as a process: writes every message into a file, then acknowledges
 * it. It hears a link to its end before the next one, as a machine with one line does, so the order
 * in the file is the order in which messages came.
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
      messages:
        - {name: has, when: {/has: {exists: true}}, is: answer, key: /has}
        - {name: no, when: {/no: {exists: true}}, is: error, key: /no, text: /why}
      """;

  /**
   * The same for a gateway that says nothing: what the operating system has counts as delivered.
   */
  static final String SILENT_DESCRIPTION = "name: crash\nabout: says nothing\n";

  /** A message that says so is refused for good. */
  static final String UNWANTED = "\"unwanted\":true";

  /** How it may break its promise, to prove that somebody notices. */
  enum Habit {
    GOOD,
    /**
     * Acknowledges first, and writes when some more have come: a kill loses what it said to have.
     */
    ACKNOWLEDGES_EARLY
  }

  private static final int HELD_BACK = 20;
  private static final Pattern KEY = Pattern.compile("\"k\"\\s*:\\s*(\\d+)");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern NUMBER = Pattern.compile("\"n\"\\s*:\\s*(\\d+)");

  private final FileChannel file;
  private final Habit habit;
  private final Queue<Arrival> heldBack = new ArrayDeque<>();

  private CrashGateway(FileChannel file, Habit habit) {
    this.file = file;
    this.habit = habit;
  }

  /**
   * Runs until it is killed.
   *
   * @param arguments its port, its file, its habit
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (FileChannel file =
            FileChannel.open(
                Path.of(arguments[1]),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      // The kill before may have torn a line.
      file.write(ByteBuffer.wrap(new byte[] {'\n'}));
      new CrashGateway(file, Habit.valueOf(arguments[2])).serve(server);
    }
  }

  private void serve(ServerSocket server) throws IOException {
    String process = Long.toString(System.currentTimeMillis());
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
    Optional<String> text = link.read();
    while (text.isPresent()) {
      take(text.get(), link, name);
      text = link.read();
    }
  }

  private void take(String text, GatewayLink link, String name) throws IOException {
    String number = find(NUMBER, text);
    Optional<String> key = search(KEY, text);
    String id = key.isPresent() ? find(ID, text) : "none-" + number;
    Arrival arrival = new Arrival(name, Long.parseLong(number), id);
    heldBack.add(arrival);
    if (habit == Habit.GOOD || heldBack.size() > HELD_BACK) {
      write(heldBack.remove());
    }
    if (key.isPresent()) {
      link.write(
          text.contains(UNWANTED)
              ? "{\"no\":" + key.get() + ",\"why\":\"unwanted\"}"
              : "{\"has\":" + key.get() + "}");
    }
  }

  private void write(Arrival arrival) throws IOException {
    file.write(ByteBuffer.wrap(arrival.line().getBytes(StandardCharsets.UTF_8)));
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
