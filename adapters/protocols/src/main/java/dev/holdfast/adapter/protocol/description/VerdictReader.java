package dev.holdfast.adapter.protocol.description;

import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import dev.holdfast.domain.verdict.VerdictText;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code verdicts}: what to do after which close code, status or cause. */
final class VerdictReader {

  private VerdictReader() {}

  /** The defaults with the rows of the description in their place. */
  static VerdictTable read(Section root, String name) {
    VerdictTable table = VerdictTable.defaults();
    Optional<Section> section = root.section("verdicts");
    Set<CauseKey> seen = new HashSet<>();
    for (String row : section.map(Section::keys).orElse(Set.of())) {
      Section rows = section.orElseThrow();
      Optional<CauseKey> cause = VerdictText.cause(row);
      String expected = "one of " + VerdictText.VERDICT_EXPECTED;
      Optional<Verdict> verdict = rows.text(row, expected).flatMap(VerdictText::verdict);
      if (cause.isEmpty()) {
        rows.wrong(row, VerdictText.CAUSE_EXPECTED);
      } else if (!seen.add(cause.get())) {
        rows.wrong(
            row, "means the same as another row; expected one row for " + cause.get().text());
      } else if (verdict.isEmpty()) {
        rows.value(row, expected).ifPresent(node -> rows.wrong(row, expected, node));
      } else if (cause.get().alwaysStops()) {
        rows.wrong(row, "always stops: what the user ended does not come back by itself");
      } else {
        table =
            table.with(cause.get(), verdict.get(), "So says the session protocol " + name + ".");
      }
    }
    return table;
  }
}
