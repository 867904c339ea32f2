package dev.holdfast.bootstrap.top;

import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.control.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A page about all connections, those in trouble first. For one thread.
 *
 * <p>Every line fits the width, and no line holds a control character: what a gateway says must not
 * steer a terminal.
 */
public final class TopView {

  /** The narrowest page. */
  public static final int WIDTH_LEAST = 60;

  /** The fewest lines of a page: those around the table, and some of it. */
  public static final int HEIGHT_LEAST = 6;

  private static final int ID_LEAST = 10;
  private static final int ID_MOST = 32;

  /** What stands on a page beside the rows: title, head, foot. */
  private static final int AROUND = 3;

  /** All columns but the id and the last. */
  private static final String FORMAT = "%-13s %11s %7s %7s %7s %6s ";

  private static final int FIXED = 58;
  private static final int CAUSE_LEAST = 9;
  private static final int KILO = 1_000;
  private static final int TEN_KILO = 10_000;

  private final String address;
  private final String filter;
  private final Function<Duration, String> time;
  private final Function<JsonTree, String> why;
  private Optional<Sample> before = Optional.empty();
  private Optional<Sample> now = Optional.empty();
  private String trouble = "";
  private int first;

  /**
   * Nothing is known yet.
   *
   * @param address of the daemon
   * @param filter which connections are shown: those with this text in the id, the state or the
   *     cause, whatever the case; empty for all
   * @param time words for a span of time
   * @param why words for how a connection came to be where it is
   */
  public TopView(
      String address,
      String filter,
      Function<Duration, String> time,
      Function<JsonTree, String> why) {
    this.address = address;
    this.filter = filter.toLowerCase(Locale.ROOT);
    this.time = time;
    this.why = why;
  }

  /** What the daemon has just said. */
  public void update(Sample sample) {
    before = now;
    now = Optional.of(sample);
    trouble = "";
  }

  /** The daemon does not answer; what it said last is still shown. */
  public void unanswered(String words) {
    trouble = clean(words);
  }

  /** Scrolls: up below zero, down above. */
  public void scroll(int rows) {
    first = Math.max(0, first + rows);
  }

  /** To the beginning. */
  public void home() {
    first = 0;
  }

  /**
   * The page: as many lines as there is room for.
   *
   * @param width columns, at least {@link #WIDTH_LEAST}
   * @param height lines, at least {@link #HEIGHT_LEAST}
   */
  public List<String> page(int width, int height) {
    List<JsonTree> shown = shown();
    int room = Math.max(HEIGHT_LEAST, height) - AROUND;
    first = Math.max(0, Math.min(first, shown.size() - room));
    int last = Math.min(shown.size(), first + room);
    List<String> lines = table(shown.subList(first, last), shown, Math.max(WIDTH_LEAST, width));
    String where =
        shown.isEmpty() ? "no connection" : (first + 1) + "-" + last + " of " + shown.size();
    String foot =
        where + (filter.isEmpty() ? "" : " with \"" + filter + "\"") + "   q quits, arrows scroll";
    lines.add(cut(foot, Math.max(WIDTH_LEAST, width)));
    return lines;
  }

  /**
   * All rows, without what only makes sense on a screen.
   *
   * @param width columns, at least {@link #WIDTH_LEAST}
   */
  public List<String> everything(int width) {
    List<JsonTree> shown = shown();
    return table(shown, shown, Math.max(WIDTH_LEAST, width));
  }

  private List<JsonTree> shown() {
    return Trouble.first(
        now.map(Sample::connections).orElse(List.of()).stream().filter(this::fits).toList());
  }

  private boolean fits(JsonTree connection) {
    return filter.isEmpty()
        || (connection.text("id").orElse("")
                + " "
                + connection.text("state").orElse("")
                + " "
                + connection.text("cause", "words").orElse(""))
            .toLowerCase(Locale.ROOT)
            .contains(filter);
  }

  private List<String> table(List<JsonTree> rows, List<JsonTree> all, int width) {
    int longest =
        all.stream().mapToInt(each -> each.text("id").orElse("?").length()).max().orElse(0);
    int id = Math.max(ID_LEAST, Math.min(Math.min(ID_MOST, longest), width - FIXED - CAUSE_LEAST));
    List<String> lines = new ArrayList<>();
    lines.add(cut(title(), width));
    lines.add(
        cut(
            pad("CONNECTION", id)
                + " "
                + String.format(FORMAT, "STATE", "FOR", "ATTEMPT", "IN/S", "OUT/S", "QUEUE")
                + "WHY",
            width));
    Map<String, Long> received = counts("received");
    Map<String, Long> sent = counts("sent");
    for (JsonTree row : rows) {
      lines.add(cut(row(row, id, received, sent), width));
    }
    return lines;
  }

  private Map<String, Long> counts(String counter) {
    return before.map(sample -> sample.counts(counter)).orElse(Map.of());
  }

  private String title() {
    List<JsonTree> all = now.map(Sample::connections).orElse(List.of());
    String state = Trouble.up(all) + " of " + all.size() + " up";
    return "holdfast top  " + address + "   " + (trouble.isEmpty() ? state : trouble);
  }

  private String row(JsonTree row, int id, Map<String, Long> received, Map<String, Long> sent) {
    String name = row.text("id").orElse("?");
    return pad(clean(name), id)
        + " "
        + String.format(
            FORMAT,
            row.text("state").orElse("?"),
            time.apply(Duration.ofMillis(row.number("upOrDownForMs"))),
            short4(row.number("attempt")),
            rate(row.number("traffic", "received"), received.getOrDefault(name, -1L)),
            rate(row.number("traffic", "sent"), sent.getOrDefault(name, -1L)),
            short4(row.number("queued")))
        + clean(why.apply(row));
  }

  private String rate(long count, long countBefore) {
    OptionalDouble rate =
        before.isPresent() && now.isPresent()
            ? now.get().rate(count, countBefore, before.get())
            : OptionalDouble.empty();
    if (rate.isEmpty()) {
      return "-";
    }
    double perSecond = rate.getAsDouble();
    return perSecond < KILO
        ? String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond)
        : short4((long) perSecond);
  }

  private static String short4(long count) {
    if (count < TEN_KILO) {
      return Long.toString(count);
    }
    return count < KILO * KILO ? count / KILO + "k" : count / (KILO * KILO) + "M";
  }

  private static String pad(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(width - cut.length());
  }

  private static String cut(String text, int width) {
    String stripped = text.stripTrailing();
    return stripped.length() <= width ? stripped : stripped.substring(0, width - 1) + "~";
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
