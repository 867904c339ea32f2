package dev.holdfast.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.holdfast.bootstrap.architecture.Rulebook.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds, and speaks of something that is there. */
final class ArchitectureTest {

  static List<Entry<Rule>> mainCode() {
    return Rulebook.mainCode();
  }

  static List<Entry<Rule>> testCode() {
    return Rulebook.testCode();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void mainCode(Entry<Rule> entry) {
    entry.rule().on(Place.REAL).check(Imported.mainCode());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void testCode(Entry<Rule> entry) {
    entry.rule().on(Place.REAL).check(Imported.testCode());
  }

  @ParameterizedTest
  @EnumSource
  void everyPlaceHoldsClasses(Place place) {
    assertThat(Imported.mainCode())
        .anyMatch(JavaClass.Predicates.resideInAPackage(place.in(Place.REAL)));
  }

  @Test
  void everyExceptionIsStillThere() {
    assertThat(Exceptions.all())
        .allSatisfy(
            name -> assertThat(Imported.mainCode().contain(Place.REAL + "." + name)).isTrue());
  }

  @Test
  void everyRuleSaysWhy() {
    assertThat(Rulebook.mainCode())
        .allSatisfy(
            entry ->
                assertThat(entry.rule().on(Place.REAL).getDescription()).contains(", because "));
  }
}
