package dev.holdfast.adapter.protocol.description;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The words that may stand for something. */
final class Words {

  private Words() {}

  /** What each word stands for. */
  static <T> Map<String, T> of(List<String> words, Function<String, T> meaning) {
    Map<String, T> values = new LinkedHashMap<>();
    words.forEach(word -> values.put(word, meaning.apply(word)));
    return values;
  }

  /** The constants of an enum: their names in lower case, with hyphens. */
  static <E extends Enum<E>> Map<String, E> of(E[] constants) {
    Map<String, E> values = new LinkedHashMap<>();
    Arrays.stream(constants).forEach(constant -> values.put(word(constant), constant));
    return values;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
