package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.Conformance.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints the table of all cases, what the client must do and what it did. */
final class ConformancePage {

  private static final Map<String, String> CATEGORIES =
      Map.of(
          "1", "Framing",
          "2", "Pings and pongs",
          "3", "Reserved bits",
          "4", "Opcodes",
          "5", "Fragmentation",
          "6", "UTF-8",
          "7", "Closing handshake",
          "9", "Limits and throughput",
          "10", "Miscellaneous");

  static final String REWRITE =
      "mvn -pl adapters/transport-tyrus -am test -Dtest=ConformanceTest -Dholdfast.rewrite=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private ConformancePage() {}

  /**
   * The page.
   *
   * @param seen what the client did in each case, by its id
   */
  static String print(List<Conformance> cases, Map<String, String> seen) {
    StringBuilder page = new StringBuilder();
    page.append("# Conformance to RFC 6455, case by case\n\n")
        .append("What a gateway sends, what the client must send back, and what it sends, ")
        .append("in the categories and under the\nnumbers of the Autobahn testsuite, whose ")
        .append("cases are rebuilt here (that suite itself is not run). The client echoes\n")
        .append("messages. After the replies the gateway closes with 1000, unless the case says ")
        .append("otherwise. Printed by a test, which fails when\nthe page and a run differ; to ")
        .append("print it anew:\n\n    ")
        .append(REWRITE)
        .append("\n\n");
    long right = cases.stream().filter(each -> expected(each).equals(seen.get(each.id()))).count();
    page.append(right).append(" of ").append(cases.size()).append(" cases as required.\n");
    String category = "";
    for (Conformance each : cases) {
      if (!each.category().equals(category)) {
        category = each.category();
        page.append("\n## ").append(category).append(" ").append(CATEGORIES.get(category));
        page.append("\n\n| case | the gateway sends | required | result |\n|---|---|---|---|\n");
      }
      String result = seen.get(each.id());
      page.append("| ").append(each.id()).append(" | ").append(sends(each)).append(" | ");
      page.append(expected(each)).append(" | ");
      page.append(expected(each).equals(result) ? "as required" : "**" + result + "**");
      page.append(" |\n");
    }
    return page.toString();
  }

  private static String sends(Conformance each) {
    return each.delivery().equals(Conformance.Delivery.ONE_WRITE)
        ? each.sends()
        : each.sends() + ", " + each.delivery().words();
  }

  /** What the client must do, in the words of the page. */
  static String expected(Conformance each) {
    String end = each.closeCode().isPresent() ? "" + each.closeCode().getAsInt() : "without code";
    return words(each.replies(), end);
  }

  /**
   * What a client did, in the words of the page.
   *
   * @param close the code of its close frame, or what came instead
   */
  static String words(List<Reply> replies, String close) {
    List<String> all = new ArrayList<>();
    int same = 0;
    for (int i = 0; i < replies.size(); i++) {
      same++;
      if (i + 1 == replies.size() || !replies.get(i + 1).equals(replies.get(i))) {
        all.add((same > 1 ? same + " times " : "") + replies.get(i).words());
        same = 0;
      }
    }
    all.add("close " + close);
    return String.join(", ", all);
  }
}
