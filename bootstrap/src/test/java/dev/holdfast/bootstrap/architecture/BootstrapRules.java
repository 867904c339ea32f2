package dev.holdfast.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.holdfast.bootstrap.architecture.Place.ADAPTERS;
import static dev.holdfast.bootstrap.architecture.Place.BOOTSTRAP;
import static dev.holdfast.bootstrap.architecture.Place.CLI;
import static dev.holdfast.bootstrap.architecture.Place.CONFIG;
import static dev.holdfast.bootstrap.architecture.Place.DEMO;
import static dev.holdfast.bootstrap.architecture.Place.GATEWAY;
import static dev.holdfast.bootstrap.architecture.Place.OUTBOX_LINES;
import static dev.holdfast.bootstrap.architecture.Place.PROTOCOLS;
import static dev.holdfast.bootstrap.architecture.Place.SCHEDULE;
import static dev.holdfast.bootstrap.architecture.Place.SIMULATE;
import static dev.holdfast.bootstrap.architecture.Place.WIRING;

import com.tngtech.archunit.base.DescribedPredicate;

/** Who may know whom inside the bootstrap, and what of the other modules each part of it knows. */
final class BootstrapRules {

  static final Rule THE_BOOTSTRAP_HAS_NO_CYCLES =
      LayerRules.acyclic(".bootstrap.(*)..", "ConfigKnowsWiring", "WiringKnowsConfig");

  static final Rule ADAPTERS_ARE_KNOWN_WHERE_THINGS_ARE_WIRED_AND_STARTED_ONLY =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(BOOTSTRAP.in(root))
                  .and()
                  .resideOutsideOfPackages(
                      Place.in(root, CLI, CONFIG, OUTBOX_LINES, SIMULATE, WIRING))
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(ADAPTERS.in(root))
                  .because(
                      "the wiring connects them; the command line and the configuration say which"
                          + " protocols there are, a command closes what it had opened, an outbox is"
                          + " shown and simulations are run for people"),
          "PicksATransport");

  static final Rule THE_CONFIGURATION_KNOWS_PROTOCOLS_AND_SCHEDULES_BUT_NO_OTHER_ADAPTER =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(CONFIG.in(root))
                  .should()
                  .dependOnClassesThat(
                      resideInAPackage(ADAPTERS.in(root))
                          .and(
                              DescribedPredicate.not(
                                  resideInAnyPackage(Place.in(root, PROTOCOLS, SCHEDULE))))
                          .as("adapters other than session protocols and schedules"))
                  .because(
                      "which protocols and which times there are is part of what a configuration may say; how"
                          + " bytes travel is not"),
          "ChoosesASink");

  static final Rule THE_WIRING_IS_KNOWN_TO_THOSE_WHO_START_THINGS_ONLY =
      knownOnlyTo(
          WIRING,
          "what is wired does not know how",
          new Place[] {CLI, DEMO},
          "ConfigKnowsWiring",
          "KnowsTheWiring");

  static final Rule THE_DEMO_IS_KNOWN_TO_THE_COMMAND_LINE_ONLY =
      knownOnlyTo(DEMO, "the daemon runs without it", new Place[] {CLI}, "PlaysADemo");

  static final Rule SIMULATIONS_ARE_RUN_BY_THE_COMMAND_LINE_ONLY =
      knownOnlyTo(
          SIMULATE, "the daemon runs without them", new Place[] {CLI}, "SimulatesOnTheSide");

  static final Rule THE_DEMO_GATEWAY_IS_KNOWN_TO_DEMO_AND_COMMAND_LINE_ONLY =
      knownOnlyTo(GATEWAY, "the daemon runs without it", new Place[] {CLI, DEMO}, "BringsAGateway");

  static final Rule THE_DEMO_GATEWAY_IS_INDEPENDENT =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(GATEWAY.in(root))
                  .should()
                  .dependOnClassesThat(
                      LayerRules.ours(root)
                          .and(DescribedPredicate.not(resideInAPackage(GATEWAY.in(root))))
                          .as("classes of ours that are not the gateway's"))
                  .because("a peer that shares code with the client shares its misunderstandings"),
          "SharesACause");

  private BootstrapRules() {}

  private static Rule knownOnlyTo(Place place, String why, Place[] friends, String... canaries) {
    return Rule.of(
        root ->
            noClasses()
                .that()
                .resideOutsideOfPackages(Place.in(root, friends))
                .and()
                .resideOutsideOfPackage(place.in(root))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(place.in(root))
                .because(why),
        canaries);
  }
}
