package dev.holdfast.bootstrap.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what somebody meant to write. */
final class Suggestion {

  private Suggestion() {}

  /**
   * The closest of several names, as the end of a sentence.
   *
   * @param written the unknown name
   * @param known the names there are
   * @return {@code "; did you mean x?"}, or nothing if none is close
   */
  static String didYouMean(String written, Collection<String> known) {
    String wanted = plain(written);
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(wanted, plain(name))))
        .filter(name -> distance(wanted, plain(name)) <= Math.max(1, wanted.length() / 4))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
  }

  /** The number of letters to insert, remove or replace. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], previous[j]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
