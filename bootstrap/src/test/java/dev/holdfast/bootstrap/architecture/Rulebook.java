package dev.holdfast.bootstrap.architecture;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Collects rules from the constants that hold them; the name of a constant is its sentence. */
final class Rulebook {

  /**
   * One rule.
   *
   * @param sentence what it says
   * @param rule the rule
   */
  record Entry<R>(String sentence, R rule) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private Rulebook() {}

  /** All rules on class files of main code. */
  static List<Entry<Rule>> mainCode() {
    return entries(
        Rule.class,
        LayerRules.class,
        BootstrapRules.class,
        PurityRules.class,
        ThreadRules.class,
        LibraryRules.class,
        ShapeRules.class);
  }

  /** All rules on class files of tests. */
  static List<Entry<Rule>> testCode() {
    return entries(Rule.class, TestCodeRules.class);
  }

  /** All rules on poms, sources and pages. */
  static List<Entry<RepositoryRule>> repository() {
    return entries(RepositoryRule.class, PomRules.class, RepositoryRules.class);
  }

  private static <R> List<Entry<R>> entries(Class<R> type, Class<?>... pages) {
    return Arrays.stream(pages)
        .flatMap(page -> Arrays.stream(page.getDeclaredFields()))
        .filter(field -> field.getType() == type)
        .map(field -> new Entry<>(sentence(field), type.cast(value(field))))
        .toList();
  }

  private static String sentence(Field field) {
    return field.getName().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is not visible in its own package", e);
    }
  }

  /** The distinct values of one aspect over all entries. */
  static <R, T> Stream<T> across(List<Entry<R>> entries, Function<R, Stream<T>> aspect) {
    return entries.stream().map(Entry::rule).flatMap(aspect).distinct();
  }
}
