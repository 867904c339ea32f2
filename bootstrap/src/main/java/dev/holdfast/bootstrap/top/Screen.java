package dev.holdfast.bootstrap.top;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A terminal that is drawn on: what was there comes back at the end. Keys are read without waiting
 * for a line where {@code stty} is there to say so. For one thread.
 */
public final class Screen implements AutoCloseable {

  /** What a person wants. */
  public enum Key {
    /** To leave. */
    QUIT,
    /** One row up. */
    UP,
    /** One row down. */
    DOWN,
    /** A page up. */
    PAGE_UP,
    /** A page down. */
    PAGE_DOWN,
    /** To the beginning. */
    HOME
  }

  /**
   * How large it is.
   *
   * @param width columns
   * @param height lines
   */
  public record Size(int width, int height) {}

  private static final Size USUAL = new Size(80, 24);

  private static final String ENTER = "\033[?1049h\033[?25l";
  private static final String LEAVE = "\033[?25h\033[?1049l";
  private static final String TOP_LEFT = "\033[H";
  private static final String REST_OF_LINE = "\033[K";
  private static final String REST_OF_SCREEN = "\033[J";
  private static final String INVERSE = "\033[7m";
  private static final String PLAIN = "\033[0m";

  private static final int KEYS_MOST = 100;
  private static final int SHORTEST_SEQUENCE = 3;
  private static final Duration STTY_TIMEOUT = Duration.ofSeconds(2);

  private final PrintStream out;
  private final Optional<String> before;
  private final BlockingQueue<Key> keys = new ArrayBlockingQueue<>(KEYS_MOST);

  private Screen(PrintStream out, Optional<String> before) {
    this.out = out;
    this.before = before;
  }

  /** Takes the terminal until it is closed. */
  public static Screen open(InputStream in, PrintStream out) {
    Optional<String> before = stty("-g");
    if (before.isPresent()) {
      stty("-icanon -echo");
    }
    Screen screen = new Screen(out, before);
    Thread reader = new Thread(() -> screen.read(in), "holdfast-keys");
    reader.setDaemon(true);
    reader.start();
    out.print(ENTER);
    out.flush();
    return screen;
  }

  /** How large it is now. */
  public Size size() {
    return stty("size").flatMap(Screen::parse).orElse(USUAL);
  }

  private static Optional<Size> parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 2 || !text.matches("[1-9][0-9]{0,3} [1-9][0-9]{0,3}")) {
      return Optional.empty();
    }
    return Optional.of(new Size(Integer.parseInt(parts[1]), Integer.parseInt(parts[0])));
  }

  /** Draws a page, all at once; its second line is the head of the table. */
  public void draw(List<String> lines) {
    StringBuilder page = new StringBuilder(TOP_LEFT);
    for (int i = 0; i < lines.size(); i++) {
      page.append(i == 0 ? "" : "\r\n");
      page.append(i == 1 ? INVERSE : "").append(lines.get(i)).append(i == 1 ? PLAIN : "");
      page.append(REST_OF_LINE);
    }
    out.print(page.append(REST_OF_SCREEN));
    out.flush();
  }

  /** As if somebody had pressed the key for it: for a signal. Any thread. */
  public void quit() {
    keys.clear();
    keys.offer(Key.QUIT);
  }

  /** The next key, if one is pressed in time. */
  public Optional<Key> key(Duration within) throws InterruptedException {
    return Optional.ofNullable(keys.poll(within.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void read(InputStream in) {
    byte[] bytes = new byte[64];
    try {
      int count = in.read(bytes);
      while (count > 0) {
        // Whoever presses faster than the page is drawn loses keys.
        key(new String(bytes, 0, count, StandardCharsets.ISO_8859_1))
            .ifPresent(key -> keys.offer(key));
        count = in.read(bytes);
      }
    } catch (IOException e) {
      // A terminal that is gone presses no keys.
      keys.offer(Key.QUIT);
    }
  }

  /** What a terminal sends for a key. */
  static Optional<Key> key(String sent) {
    char last = sent.charAt(sent.length() - 1);
    if (sent.startsWith("\033[") && sent.length() >= SHORTEST_SEQUENCE) {
      return switch (sent.substring(2)) {
        case "A" -> Optional.of(Key.UP);
        case "B" -> Optional.of(Key.DOWN);
        case "5~" -> Optional.of(Key.PAGE_UP);
        case "6~" -> Optional.of(Key.PAGE_DOWN);
        case "H", "1~" -> Optional.of(Key.HOME);
        default -> Optional.empty();
      };
    }
    return switch (last) {
      case 'q', 'Q', '\003', '\004' -> Optional.of(Key.QUIT);
      case 'k' -> Optional.of(Key.UP);
      case 'j' -> Optional.of(Key.DOWN);
      case 'b' -> Optional.of(Key.PAGE_UP);
      case ' ', 'f' -> Optional.of(Key.PAGE_DOWN);
      case 'g' -> Optional.of(Key.HOME);
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    out.print(LEAVE);
    out.flush();
    before.ifPresent(Screen::stty);
  }

  /** Asks the terminal, or tells it; empty if that cannot be done here. */
  private static Optional<String> stty(String arguments) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "stty " + arguments + " < /dev/tty 2> /dev/null").start();
      process.getOutputStream().close();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean done =
          process.waitFor(STTY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
              && process.exitValue() == 0;
      return done ? Optional.of(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
