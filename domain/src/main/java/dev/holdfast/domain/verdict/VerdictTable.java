package dev.holdfast.domain.verdict;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The one table that decides what happens after a cause: the narrowest row that fits wins.
 *
 * <p>Immutable. Rows without a code stand for every code of their cause that has no row of its own.
 */
public final class VerdictTable {

  /**
   * One row.
   *
   * @param key which causes it is for
   * @param verdict what to do
   * @param why the reason, one sentence for people
   */
  public record Row(CauseKey key, Verdict verdict, String why) {}

  private static final VerdictTable DEFAULTS = buildDefaults();

  private final Map<CauseKey, Row> rows;

  /** The rows without a code: most causes have none, and every failure passes here. */
  private final Map<CauseKind, Row> rowsWithoutCode = new EnumMap<>(CauseKind.class);

  private VerdictTable(Map<CauseKey, Row> rows) {
    this.rows = rows;
    for (Row row : rows.values()) {
      if (row.key().code() == 0) {
        rowsWithoutCode.put(row.key().kind(), row);
      }
    }
  }

  /** The rows that hold unless a session protocol or the configuration says otherwise. */
  public static VerdictTable defaults() {
    return DEFAULTS;
  }

  /**
   * A table with one row more, or with one row replaced.
   *
   * @param key which causes
   * @param verdict what to do
   * @param why who decided so, one sentence
   */
  public VerdictTable with(CauseKey key, Verdict verdict, String why) {
    if (key.alwaysStops()) {
      throw new IllegalArgumentException(
          key.text() + " always stops: what the user ended does not come back by itself");
    }
    Map<CauseKey, Row> more = new LinkedHashMap<>(rows);
    more.put(key, new Row(key, verdict, why));
    return new VerdictTable(more);
  }

  /** The verdict on a cause. */
  public Verdict verdictOn(Cause cause) {
    Row row = cause.code() == 0 ? rowsWithoutCode.get(cause.kind()) : null;
    if (row != null) {
      return row.verdict();
    }
    return rowFor(CauseKey.of(cause)).verdict();
  }

  /** The row in force for a key. */
  public Row rowFor(CauseKey key) {
    Row exact = rows.get(key);
    if (exact != null) {
      return exact;
    }
    return Objects.requireNonNull(rows.get(key.anyCode()), "every cause that ends has a row");
  }

  /** All rows, in the order in which they were made. */
  public List<Row> rows() {
    return List.copyOf(new ArrayList<>(rows.values()));
  }

  /** Whether the other decides alike, for whatever reasons. */
  @Override
  public boolean equals(Object other) {
    return other instanceof VerdictTable table && verdicts().equals(table.verdicts());
  }

  @Override
  public int hashCode() {
    return verdicts().hashCode();
  }

  private Map<CauseKey, Verdict> verdicts() {
    Map<CauseKey, Verdict> verdicts = new LinkedHashMap<>();
    rows.forEach((key, row) -> verdicts.put(key, row.verdict()));
    return verdicts;
  }

  private static VerdictTable buildDefaults() {
    Map<CauseKey, Row> rows = new LinkedHashMap<>();
    for (CauseKind kind : CauseKind.values()) {
      if (kind.ending()) {
        put(rows, kind, 0, Verdict.BACKOFF, "A fault that may heal by itself.");
      }
    }
    String asked = "We ended it ourselves.";
    put(rows, CauseKind.SHUTDOWN, 0, Verdict.STOP, asked);
    put(rows, CauseKind.DISCONNECT_REQUESTED, 0, Verdict.STOP, asked);
    put(rows, CauseKind.ROTATION, 0, Verdict.NOW, "A planned replacement, not a fault.");
    closeCode(rows, CloseCode.NORMAL, Verdict.STOP, "The gateway is done with us.");
    closeCode(
        rows,
        CloseCode.GOING_AWAY,
        Verdict.spread(Duration.ZERO, Duration.ofSeconds(10)),
        "Everybody was told at the same moment; coming back is spread out.");
    closeCode(
        rows, CloseCode.POLICY_VIOLATION, Verdict.STOP, "The gateway does not accept what we do.");
    closeCode(
        rows,
        CloseCode.SERVICE_RESTART,
        Verdict.spread(Duration.ofSeconds(5), Duration.ofSeconds(30)),
        "The gateway restarts; the IANA registry asks for 5 to 30 seconds.");
    closeCode(rows, CloseCode.TRY_AGAIN_LATER, Verdict.RETRY_AFTER, "The gateway is overloaded.");
    status(rows, 401, Verdict.REFRESH, "The gateway does not accept our credentials.");
    status(rows, 403, Verdict.REFRESH, "The gateway does not accept our credentials.");
    status(rows, 429, Verdict.RETRY_AFTER, "We are too many or too fast.");
    status(rows, 503, Verdict.RETRY_AFTER, "The gateway is overloaded or in maintenance.");
    put(
        rows,
        CauseKind.LOGIN_REJECTED,
        0,
        Verdict.REFRESH,
        "The gateway does not accept our credentials.");
    put(
        rows,
        CauseKind.LOGIN_DEFERRED,
        0,
        Verdict.RETRY_AFTER,
        "The gateway is not ready for us and says when to ask again.");
    return new VerdictTable(rows);
  }

  private static void closeCode(Map<CauseKey, Row> rows, int code, Verdict verdict, String why) {
    put(rows, CauseKind.CLOSED_BY_GATEWAY, code, verdict, why);
  }

  private static void status(Map<CauseKey, Row> rows, int code, Verdict verdict, String why) {
    put(rows, CauseKind.HANDSHAKE_REJECTED, code, verdict, why);
  }

  private static void put(
      Map<CauseKey, Row> rows, CauseKind kind, int code, Verdict verdict, String why) {
    CauseKey key = new CauseKey(kind, code);
    rows.put(key, new Row(key, verdict, why));
  }
}
