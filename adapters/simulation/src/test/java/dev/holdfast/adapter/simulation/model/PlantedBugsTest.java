package dev.holdfast.adapter.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every property can be seen to break: a bug of its kind is found, and how it comes to it. */
final class PlantedBugsTest {

  private static final int MOST_STATES = 20_000;

  @ParameterizedTest
  @EnumSource(PlantedBugs.class)
  void aBugOfEveryKindIsFound(PlantedBugs bug) {
    Optional<Violation> found =
        Settings.usual().stream()
            .map(setting -> new Explorer(setting, bug, Clocks.EVENLY, MOST_STATES).explore())
            .flatMap(explored -> explored.violations().stream())
            .filter(violation -> violation.property() == bug.breaks())
            .findFirst();

    assertThat(found).as("something that breaks: " + bug.breaks().words()).isPresent();
    // Time, event, effects, state.
    assertThat(found.get().trace().lines().toList())
        .anySatisfy(line -> assertThat(line).matches(" +[0-9.]+  .+ \\| .+ \\| [A-Z]+"));
  }

  @Test
  void theWayToABugIsToldInAsFewStepsAsPossible() {
    Exploration.Result result =
        Exploration.of(
                List.of(Settings.setting("plain", Settings.plain())),
                PlantedBugs.NEVER_GIVES_UP_ON_A_CLOSE)
            .run(() -> 0, line -> {});
    assertThat(result.holds()).isFalse();
    assertThat(result.report().lines().map(String::stripTrailing))
        .containsSubsequence(
            "plain: broken: after a stop every run ends, within the close timeout",
            "  never ends",
            "      0  the user asks for it             | DISCONNECTED -> CONNECTING; dial | CONNECTING",
            "      0  the link opens                   | CONNECTING -> CONNECTED | CONNECTED",
            "      0  the user ends it: shutdown       | close with 1000; CONNECTED -> CLOSING | CLOSING",
            "         then for ever, among states such as this (2):",
            "      4  a timer rings                    | - | CLOSING",
            "      4  time passes");
    assertThat(result.report()).endsWith(" in 0.0 s: NOT every property holds");
  }

  @Test
  void thereIsABugForEveryProperty() {
    Set<Property> broken = EnumSet.noneOf(Property.class);
    Stream.of(PlantedBugs.values()).map(PlantedBugs::breaks).forEach(broken::add);
    assertThat(broken).containsExactlyInAnyOrder(Property.values());
  }
}
