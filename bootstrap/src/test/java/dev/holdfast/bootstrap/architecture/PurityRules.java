package dev.holdfast.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static dev.holdfast.bootstrap.architecture.Place.APPLICATION;
import static dev.holdfast.bootstrap.architecture.Place.DOMAIN;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

/**
 * What domain and application never do by themselves: look at a clock, roll dice, depend on the
 * order of a hash table, keep state where nobody expects it. Same events, same times, same run.
 */
final class PurityRules {

  static final Rule DOMAIN_AND_APPLICATION_READ_NO_CLOCK =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .accessTargetWhere(theTimeOfTheMachine())
                  .because("time is handed in, so that a simulation can bring its own"),
          "ReadsTheClock",
          "RefersToTheClock",
          "AsksForTheDate");

  static final Rule DOMAIN_AND_APPLICATION_ROLL_NO_DICE_OF_THEIR_OWN =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .accessTargetWhere(randomnessOfTheMachine())
                  .because("the same seed gives the same run"),
          "RollsItsOwnDice",
          "RollsDiceOfTheThread",
          "ShufflesAsItLikes");

  static final Rule DOMAIN_AND_APPLICATION_DEPEND_ON_NO_HASH_ORDER =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .accessTargetWhere(orderThatDiffersFromRunToRun())
                  .because(
                      "the order of these differs from one run of the JVM to the next: use lists,"
                          + " EnumMap, LinkedHashMap or TreeMap"),
          "CopiesItsHeaders",
          "CollectsIntoAHash",
          "HashesItsRows");

  static final Rule THE_DOMAIN_HAS_NO_HASHED_CONSTANTS_EITHER =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(DOMAIN.in(root))
                  .should()
                  .accessTargetWhere(
                      Access.toMethods(Map.class, "of", "ofEntries")
                          .or(Access.toMethods(Set.class, "of"))
                          .as("maps and sets of constants"))
                  .because(
                      "the application asks such a set whether it contains a name; the machine"
                          + " walks its tables, and the order of the walk must be the same in every"
                          + " run"),
          "ListsItsCodes");

  static final Rule THE_DOMAIN_COMPUTES_THE_SAME_EVERYWHERE =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(DOMAIN.in(root))
                  .should()
                  .accessTargetWhere(
                      Access.toMethods(
                          Math.class,
                          "pow",
                          "exp",
                          "expm1",
                          "log",
                          "log10",
                          "log1p",
                          "sin",
                          "cos",
                          "tan",
                          "sinh",
                          "cosh",
                          "tanh",
                          "cbrt",
                          "hypot"))
                  .because("these may differ in the last bit between platforms: multiply and cap"),
          "RaisesToAPower");

  static final Rule THE_DOMAIN_TOUCHES_NEITHER_THREADS_NOR_THE_RUNTIME =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(DOMAIN.in(root))
                  .should()
                  .dependOnClassesThat()
                  .belongToAnyOf(
                      System.class,
                      Runtime.class,
                      Process.class,
                      ProcessBuilder.class,
                      Thread.class,
                      ThreadLocal.class)
                  .because("these sit in java.lang, where the rule on packages lets them through"),
          "ReadsTheClock",
          "RefersToTheClock",
          "RemembersItsThread",
          "SleepsALittle");

  static final Rule TYPES_OF_THE_DOMAIN_ARE_VALUES_OR_FINAL =
      Rule.of(
          root ->
              classes()
                  .that()
                  .resideInAPackage(DOMAIN.in(root))
                  .and()
                  .areNotInterfaces()
                  .and()
                  .areNotEnums()
                  .and()
                  .areNotAnonymousClasses()
                  .should()
                  .haveModifier(FINAL)
                  .because("a record, an enum or a final class is all that it seems"),
          "CanBeExtended");

  static final Rule ONLY_THE_MACHINE_AND_ITS_PARTS_CHANGE =
      Rule.of(
          root ->
              fields()
                  .that()
                  .areDeclaredInClassesThat()
                  .resideInAPackage(DOMAIN.in(root))
                  .and()
                  .areDeclaredInClassesThat(
                      not(Exceptions.anyOf(root, Exceptions.MUTABLE_IN_THE_DOMAIN)))
                  .should()
                  .beFinal()
                  .because("everything else in the domain is a value"),
          "ChangesItsMind",
          "CountsForEverybody");

  static final Rule NOTHING_KEEPS_STATE_IN_A_CLASS =
      Rule.of(
          root ->
              noFields()
                  .that()
                  .areDeclaredInClassesThat()
                  .resideInAPackage(Place.everything(root))
                  .and()
                  .areDeclaredInClassesThat(
                      not(Exceptions.anyOf(root, Exceptions.STATE_OF_THE_PROCESS)))
                  .should()
                  .beStatic()
                  .andShould()
                  .notBeFinal()
                  .because("state belongs to an object that somebody owns"),
          "CountsForEverybody");

  private PurityRules() {}

  private static DescribedPredicate<JavaAccess<?>> theTimeOfTheMachine() {
    return Access.toMethods(System.class, "nanoTime", "currentTimeMillis")
        .or(Access.toMethodsNamed("now", "java.time", "java.time.chrono"))
        .or(Access.toMethods(java.time.Clock.class, "system", "systemUTC", "systemDefaultZone"))
        .or(Access.toMethods(InstantSource.class, "system"))
        .or(Access.toMethods(Calendar.class, "getInstance"))
        .or(Access.toDefaultConstructors(Date.class))
        .as("the time of the machine");
  }

  private static DescribedPredicate<JavaAccess<?>> randomnessOfTheMachine() {
    return Access.toMethods(Math.class, "random")
        .or(Access.toMethods(StrictMath.class, "random"))
        .or(Access.toMethods(ThreadLocalRandom.class, "current"))
        .or(Access.toMethods(UUID.class, "randomUUID"))
        .or(Access.toMethods(RandomGenerator.class, "getDefault", "of"))
        .or(Access.toMethods(RandomGeneratorFactory.class, "getDefault", "of", "create"))
        .or(Access.toMethod(Collections.class, "shuffle", List.class))
        .or(Access.toDefaultConstructors(Random.class, SplittableRandom.class))
        .or(Access.toConstructorsBelow(SecureRandom.class))
        .as("randomness of the machine");
  }

  private static DescribedPredicate<JavaAccess<?>> orderThatDiffersFromRunToRun() {
    return Access.toConstructors(
            HashMap.class,
            HashSet.class,
            IdentityHashMap.class,
            WeakHashMap.class,
            ConcurrentHashMap.class)
        .or(Access.toMethods(Map.class, "copyOf"))
        .or(Access.toMethods(Set.class, "copyOf"))
        .or(
            Access.toMethods(
                Collectors.class,
                "toSet",
                "toUnmodifiableSet",
                "toMap",
                "toUnmodifiableMap",
                "toConcurrentMap",
                "groupingBy",
                "groupingByConcurrent"))
        .as("an order that differs from run to run");
  }
}
