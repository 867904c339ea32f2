package dev.holdfast.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static dev.holdfast.bootstrap.architecture.Place.ADAPTERS;
import static dev.holdfast.bootstrap.architecture.Place.DEMO;
import static dev.holdfast.bootstrap.architecture.Place.PORTS;
import static dev.holdfast.bootstrap.architecture.Place.PORT_IN;
import static dev.holdfast.bootstrap.architecture.Place.WIRING;

import com.google.inject.Module;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;

/** What types look like and what they are called. */
final class ShapeRules {

  static final Rule PORTS_ARE_MADE_OF_INTERFACES_RECORDS_AND_ENUMS =
      Rule.of(
          root ->
              classes()
                  .that()
                  .resideInAPackage(PORTS.in(root))
                  .should()
                  .beInterfaces()
                  .orShould()
                  .beRecords()
                  .orShould()
                  .beEnums()
                  .because("a port has no behaviour: it is what two sides agree on"),
          "PromisesAService");

  static final Rule WHAT_CAN_BE_ASKED_OF_A_CONNECTION_IS_CALLED_A_USE_CASE =
      Rule.of(
          root ->
              classes()
                  .that()
                  .resideInAPackage(PORT_IN.in(root))
                  .and()
                  .areInterfaces()
                  .and()
                  .areTopLevelClasses()
                  .and(not(sealed()))
                  .should()
                  .haveSimpleNameEndingWith("UseCase")
                  .because("one wish, one interface; sealed ones are values"),
          "DrivesWhatIsDriven");

  static final Rule NAMES_SAY_WHAT_A_TYPE_IS_FOR =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(Place.everything(root))
                  .should()
                  .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base|Port)")
                  .orShould()
                  .haveNameMatching(".*[.$]Abstract[A-Z].*")
                  .because("such a name fits everything and says nothing"),
          "ThingImpl",
          "ThingManager",
          "ThingHelper",
          "ThingUtil",
          "ThingBase",
          "AbstractThing",
          "ThingPort");

  static final Rule GUICE_MODULES_ARE_NAMED_SO_AND_LIVE_WHERE_THINGS_ARE_WIRED =
      Rule.of(
          root ->
              classes()
                  .that()
                  .areAssignableTo(Module.class)
                  .should()
                  .haveSimpleNameEndingWith("Module")
                  .andShould()
                  .resideInAnyPackage(Place.in(root, WIRING, DEMO))
                  .because("leaving a module out leaves a feature out"),
          "BringsItsOwnModule",
          "Wires");

  static final Rule ADAPTERS_SHOW_THEIR_ENTRANCES_ONLY =
      Rule.of(
          root ->
              classes()
                  .that()
                  .resideInAPackage(ADAPTERS.in(root))
                  .and()
                  .areTopLevelClasses()
                  .and()
                  .arePublic()
                  .should(
                      ArchCondition.from(Exceptions.anyOf(root, Exceptions.ENTRANCES_OF_ADAPTERS)))
                  .because("what is hidden can be changed"),
          "ShowsItsInside",
          "LineKnowsQueue",
          "QueueKnowsLine",
          "TimeKnowsWorld",
          "WorldKnowsTime");

  static final Rule FAILURES_HAVE_A_TYPE =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(Place.everything(root))
                  .should(THROW_GENERIC_EXCEPTIONS)
                  .because("who catches an Exception catches the bugs with it"),
          "ThrowsAnything");

  static final Rule NO_FIELD_IS_INJECTED =
      Rule.of(
          root ->
              noFields()
                  .that()
                  .areDeclaredInClassesThat()
                  .resideInAPackage(Place.everything(root))
                  .should(BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)
                  .because("an object is complete when its constructor returns"),
          "WishesForAField");

  static final Rule FIELDS_THAT_SHOW_ARE_CONSTANTS =
      Rule.of(
          root ->
              fields()
                  .that()
                  .areDeclaredInClassesThat()
                  .resideInAPackage(Place.everything(root))
                  .and()
                  .arePublic()
                  .should()
                  .beStatic()
                  .andShould()
                  .beFinal()
                  .because("state is reached through methods"),
          "ShowsItsState");

  private ShapeRules() {}

  private static DescribedPredicate<JavaClass> sealed() {
    return DescribedPredicate.describe("sealed", JavaClass::isSealed);
  }
}
