package dev.holdfast.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.holdfast.bootstrap.architecture.Place.APPLICATION;
import static dev.holdfast.bootstrap.architecture.Place.DOMAIN;

import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the tests of the inner modules do without: they run in seconds because none of it waits. */
final class TestCodeRules {

  static final Rule TESTS_OF_DOMAIN_AND_APPLICATION_DO_NOT_SLEEP =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .accessTargetWhere(
                      Access.toMethods(Thread.class, "sleep", "onSpinWait", "yield")
                          .or(Access.toMethods(TimeUnit.class, "sleep"))
                          .or(Access.toMethods(LockSupport.class, "parkNanos", "parkUntil"))
                          .as("sleep"))
                  .because("time is moved by hand, to the nanosecond"),
          "SleepsALittle");

  static final Rule TESTS_OF_THE_DOMAIN_START_NO_THREAD =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(DOMAIN.in(root))
                  .should()
                  .dependOnClassesThat()
                  .belongToAnyOf(Thread.class, Executors.class, ThreadPoolExecutor.class)
                  .because("one thread drives one machine"),
          "SleepsALittle",
          "RemembersItsThread",
          "StartsAThreadForATest");

  static final Rule TESTS_OF_DOMAIN_AND_APPLICATION_OPEN_NO_SOCKET =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("java.nio.channels..", "javax.net..", "java.net.http..")
                  .orShould()
                  .dependOnClassesThat()
                  .belongToAnyOf(java.net.Socket.class, java.net.ServerSocket.class)
                  .because("their world is made of fakes, so that they can be replayed"),
          "OpensASocket");

  static final Rule TESTS_OF_DOMAIN_AND_APPLICATION_NEED_NO_MOCKS =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("org.mockito..", "org.easymock..", "java.lang.reflect")
                  .because("a fake behaves; a mock repeats what the test believes"),
          "MocksWhatItTests");

  private TestCodeRules() {}
}
