package dev.holdfast.adapter.simulation.report;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page with places to be filled, written as {@code @@name@@}. What is filled in is not read. */
final class Template {

  private static final Pattern PLACE = Pattern.compile("@@([a-z-]+)@@");

  private Template() {}

  /**
   * Writes a page.
   *
   * @param text the page with its places
   * @param values what comes where; each place needs one
   */
  static void fill(String text, Map<String, String> values, Appendable out) throws IOException {
    Matcher places = PLACE.matcher(text);
    int from = 0;
    while (places.find()) {
      String value = values.get(places.group(1));
      if (value == null) {
        throw new IllegalStateException("nothing to put at " + places.group());
      }
      out.append(text, from, places.start()).append(value);
      from = places.end();
    }
    out.append(text, from, text.length());
  }

  /** Text as it may stand anywhere in HTML, in attributes too. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
