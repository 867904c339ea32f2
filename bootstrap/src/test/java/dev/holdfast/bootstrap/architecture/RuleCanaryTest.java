package dev.holdfast.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.holdfast.bootstrap.architecture.Rulebook.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule can fail: laid on the tree of canaries it names exactly those that break it, and
 * leaves the others alone.
 */
final class RuleCanaryTest {

  /** How ArchUnit ends every line on a violation: the file of the class that is at fault. */
  private static final Pattern AT_FAULT = Pattern.compile("in \\((\\w+)\\.java:\\d+\\)");

  /** What is right in the tree, so that the rules can be seen to let it through. */
  private static final Set<String> LAWFUL =
      Set.of(
          "ConnectionMachine",
          "Transition",
          "ConnectUseCase",
          "Transport",
          "LineTarget",
          "KeepsToThePorts",
          "DaemonModule",
          "Demo",
          "Session",
          "RunCommand",
          "Main");

  static List<Entry<Rule>> rules() {
    List<Entry<Rule>> rules = new ArrayList<>(Rulebook.mainCode());
    rules.addAll(Rulebook.testCode());
    return rules;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void rules(Entry<Rule> entry) {
    List<String> violations =
        entry
            .rule()
            .on(Place.CANARIES)
            .evaluate(Imported.canaries())
            .getFailureReport()
            .getDetails();
    Set<String> caught =
        AT_FAULT
            .matcher(String.join("\n", violations))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(caught)
        .as(() -> String.join("\n", violations))
        .containsExactlyInAnyOrderElementsOf(entry.rule().canaries());
  }

  @Test
  void noCanaryIsIdle() {
    Set<String> known =
        Rulebook.across(rules(), rule -> rule.canaries().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    known.addAll(LAWFUL);
    Set<String> there =
        Imported.canaries().stream()
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(there).containsExactlyElementsOf(known);
  }
}
