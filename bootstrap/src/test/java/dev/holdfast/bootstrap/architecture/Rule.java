package dev.holdfast.bootstrap.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;

/**
 * A rule on class files that can be laid on any tree of packages, and the proof that it can fail.
 *
 * @param law makes the rule for the tree below a root package
 * @param canaries the simple names of all classes below {@link Place#CANARIES} that break it; at
 *     least one
 */
record Rule(Function<String, ArchRule> law, Set<String> canaries) {

  Rule {
    canaries = Set.copyOf(canaries);
    if (canaries.isEmpty()) {
      throw new IllegalArgumentException("a rule without a canary may be unable to fail");
    }
  }

  static Rule of(Function<String, ArchRule> law, String... canaries) {
    return new Rule(law, Set.of(canaries));
  }

  /** The rule for the tree below a root package. */
  ArchRule on(String root) {
    return law.apply(root);
  }
}
