package dev.holdfast.adapter.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
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
    System.out.println(bug + ": " + found.get().words() + "\n" + found.get().trace());
  }

  @Test
  void thereIsABugForEveryProperty() {
    Set<Property> broken = EnumSet.noneOf(Property.class);
    Stream.of(PlantedBugs.values()).map(PlantedBugs::breaks).forEach(broken::add);
    assertThat(broken).containsExactlyInAnyOrder(Property.values());
  }
}
