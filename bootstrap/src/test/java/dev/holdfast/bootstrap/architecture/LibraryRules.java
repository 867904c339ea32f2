package dev.holdfast.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.holdfast.bootstrap.architecture.Place.ADMIN_HTTP;
import static dev.holdfast.bootstrap.architecture.Place.ALERTS;
import static dev.holdfast.bootstrap.architecture.Place.BOOTSTRAP;
import static dev.holdfast.bootstrap.architecture.Place.CLI;
import static dev.holdfast.bootstrap.architecture.Place.CONFIG;
import static dev.holdfast.bootstrap.architecture.Place.CONTROL;
import static dev.holdfast.bootstrap.architecture.Place.CREDENTIALS;
import static dev.holdfast.bootstrap.architecture.Place.DEMO;
import static dev.holdfast.bootstrap.architecture.Place.DESCRIBED_PROTOCOL;
import static dev.holdfast.bootstrap.architecture.Place.DURABLE_OUTBOX;
import static dev.holdfast.bootstrap.architecture.Place.GATEWAY;
import static dev.holdfast.bootstrap.architecture.Place.LIFECYCLE;
import static dev.holdfast.bootstrap.architecture.Place.LOGGING;
import static dev.holdfast.bootstrap.architecture.Place.MAIN;
import static dev.holdfast.bootstrap.architecture.Place.MANUAL;
import static dev.holdfast.bootstrap.architecture.Place.METRICS;
import static dev.holdfast.bootstrap.architecture.Place.OUTBOX_LINES;
import static dev.holdfast.bootstrap.architecture.Place.PROTOCOL;
import static dev.holdfast.bootstrap.architecture.Place.PROTOCOL_DESCRIPTION;
import static dev.holdfast.bootstrap.architecture.Place.REPLAY;
import static dev.holdfast.bootstrap.architecture.Place.REPORT;
import static dev.holdfast.bootstrap.architecture.Place.SCENARIO;
import static dev.holdfast.bootstrap.architecture.Place.SINK_JSON;
import static dev.holdfast.bootstrap.architecture.Place.SINK_MQTT;
import static dev.holdfast.bootstrap.architecture.Place.STDIN;
import static dev.holdfast.bootstrap.architecture.Place.SYSTEMD;
import static dev.holdfast.bootstrap.architecture.Place.TOP;
import static dev.holdfast.bootstrap.architecture.Place.TRANSPORT;
import static dev.holdfast.bootstrap.architecture.Place.WIRING;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.io.FileDescriptor;
import java.util.Arrays;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Which library, and which power over the process, is known in which place. */
final class LibraryRules {

  private static final String[] INJECTION = {
    "com.google.inject..", "jakarta.inject..", "javax.inject.."
  };

  static final Rule GUICE_STAYS_IN_THE_BOOTSTRAP =
      onlyIn(
          places(BOOTSTRAP),
          "the other modules are wired by hand in tests and simulations",
          INJECTION,
          "AsksForInjection",
          "BringsItsOwnModule");

  static final Rule INJECTORS_ARE_MADE_BY_COMMANDS_AND_THE_DEMO_ONLY =
      onlyIn(
          places(CLI, DEMO, WIRING),
          "everybody else is made by one and cannot tell",
          INJECTION,
          "AsksForInjection",
          "BringsItsOwnModule",
          "MakesAnInjector",
          "WishesForAField",
          "InjectsItsConstructor");

  static final Rule INJECTION_IS_DECLARED_IN_MODULES_ONLY =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(BOOTSTRAP.in(root))
                  .and()
                  .areNotAssignableTo(Module.class)
                  .should()
                  .dependOnClassesThat(
                      resideInAnyPackage(INJECTION)
                          .and(
                              DescribedPredicate.not(
                                  belongToAnyOf(Guice.class, Injector.class, Module.class)))
                          .as("classes of Guice other than Guice, Injector and Module"))
                  .because("who wants a thing gets it through its constructor, from a module"),
          "WishesForAField",
          "InjectsItsConstructor");

  static final Rule NETTY_STAYS_WHERE_SOCKETS_ARE =
      onlyIn(
          places(ADMIN_HTTP, SYSTEMD, TRANSPORT),
          "each of the three can be replaced without touching anything else",
          new String[] {"io.netty.."},
          "ParsesWithNetty");

  static final Rule TYRUS_STAYS_IN_THE_TRANSPORT =
      onlyIn(
          places(TRANSPORT),
          "the transport can be replaced without touching anything else",
          new String[] {"org.glassfish.tyrus..", "jakarta.websocket.."},
          "SpeaksTyrus",
          "SpeaksJakarta");

  static final Rule JETTY_STAYS_IN_THE_DEMO_GATEWAY =
      onlyIn(
          places(GATEWAY),
          "it is the peer's library, not ours",
          new String[] {"org.eclipse.jetty.."},
          "ServesPages");

  static final Rule JACKSON_STAYS_WHERE_JSON_IS_SPOKEN =
      onlyIn(
          places(
              ADMIN_HTTP,
              ALERTS,
              CONTROL,
              CREDENTIALS,
              PROTOCOL,
              DESCRIBED_PROTOCOL,
              DEMO,
              GATEWAY,
              LOGGING,
              OUTBOX_LINES,
              REPLAY,
              REPORT,
              SCENARIO,
              SINK_JSON,
              STDIN),
          "payloads are text to everybody else but the demo, which plays an application too; log"
              + " lines are written in one place, and so are recordings, reports, outcomes,"
              + " messages of an outbox and the records of sinks; scenarios are read in one, and"
              + " answers about tokens; the control API is served in one and used in one",
          new String[] {"com.fasterxml.jackson.."},
          "TalksJson",
          "PointsIntoJson");

  static final Rule MICROMETER_STAYS_IN_THE_METRICS =
      onlyIn(
          places(METRICS),
          "whoever has figures says them as numbers",
          new String[] {"io.micrometer..", "io.prometheus.."},
          "CountsWithMicrometer");

  static final Rule PAHO_STAYS_IN_THE_MQTT_SINK =
      onlyIn(
          places(SINK_MQTT),
          "another client takes its place without touching anything else",
          new String[] {"org.eclipse.paho.."},
          "PublishesByItself");

  static final Rule SQLITE_STAYS_IN_THE_OUTBOX =
      onlyIn(
          places(DURABLE_OUTBOX),
          "how messages are kept is known to whoever keeps them",
          new String[] {"org.sqlite..", "java.sql..", "javax.sql.."},
          "AsksADatabase");

  static final Rule NOBODY_BINDS_JSON_TO_OBJECTS =
      onlyIn(
          places(),
          "what comes from outside is read token by token, never turned into types by reflection",
          new String[] {"com.fasterxml.jackson.databind.."},
          "BindsJson");

  static final Rule PICOCLI_STAYS_IN_THE_COMMAND_LINE =
      onlyIn(
          places(CLI, MANUAL),
          "what a command does can be done without one; what options there are is also written down",
          new String[] {"picocli.."},
          "ParsesArguments");

  static final Rule SMALLRYE_AND_YAML_STAY_WHERE_FILES_OF_USERS_ARE_READ =
      onlyIn(
          places(CONFIG, PROTOCOL_DESCRIPTION),
          "everybody else gets a checked record",
          new String[] {"io.smallrye..", "org.eclipse.microprofile..", "org.yaml.."},
          "LooksUpASetting",
          "LooksUpAPlainSetting",
          "ReadsYaml");

  static final Rule LOGBACK_STAYS_IN_LOGGING =
      onlyIn(
          places(LOGGING),
          "everybody else logs through SLF4J",
          new String[] {"ch.qos.logback.."},
          "SetsALevel");

  static final Rule JAVA_UTIL_LOGGING_IS_BRIDGED_IN_LOGGING_ONLY =
      onlyIn(
          places(LOGGING),
          "only the bridge needs it",
          new String[] {"java.util.logging..", "org.slf4j.bridge.."},
          "LogsTheOldWay",
          "BridgesByItself");

  static final Rule GUAVA_IS_NOT_USED =
      onlyIn(
          places(),
          "it is here for Guice, in a version of our choice, and the JDK has what we need",
          new String[] {"com.google.common.."},
          "CollectsWithGuava");

  static final Rule INTERNALS_OF_THE_JVM_ARE_NOT_USED_EXCEPT_SIGNALS =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(Place.everything(root))
                  .should()
                  .dependOnClassesThat(
                      resideInAnyPackage("sun..", "com.sun..", "jdk..")
                          .and(
                              DescribedPredicate.not(
                                  equivalentTo(Signal.class).or(equivalentTo(SignalHandler.class))))
                          .as("internals of the JVM other than signals"))
                  .because("they may be gone in the next release"),
          "ReachesIntoTheJvm");

  static final Rule SIGNALS_ARE_HANDLED_IN_THE_LIFECYCLE_ONLY =
      onlyIn(
          places(LIFECYCLE),
          "a process has one owner",
          new String[] {"sun.misc.."},
          "ReachesIntoTheJvm",
          "CatchesASignal");

  static final Rule ONLY_THE_BOOTSTRAP_HAS_POWER_OVER_THE_PROCESS =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideOutsideOfPackage(BOOTSTRAP.in(root))
                  .should()
                  .accessTargetWhere(powerOverTheProcess().or(environmentOfTheProcess()))
                  .because("a library does not end its host, and takes its settings as arguments"),
          "EndsTheProcess",
          "ReadsTheEnvironment");

  static final Rule ONLY_MAIN_EXITS =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideOutsideOfPackage(MAIN.in(root))
                  .should()
                  .accessTargetWhere(
                      Access.toMethods(System.class, "exit")
                          .or(Access.toMethods(Runtime.class, "exit", "addShutdownHook"))
                          .as("exit or a hook for it"))
                  .because(
                      "a command answers with its exit code, so that tests can run it; a hook"
                          + " cannot choose one"),
          "ExitsFromACommand",
          "HooksIntoTheEnd");

  static final Rule ONLY_A_STOP_THAT_HANGS_IS_HALTED =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideOutsideOfPackages(Place.in(root, CLI, LIFECYCLE))
                  .should()
                  .accessTargetWhere(Access.toMethods(Runtime.class, "halt"))
                  .because("it is the last resort of a second signal and of a stop past its time"),
          "EndsTheProcess");

  static final Rule OTHER_PROGRAMS_ARE_STARTED_FOR_CREDENTIALS_ALERTS_AND_THE_SCREEN_ONLY =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideOutsideOfPackages(Place.in(root, ALERTS, CREDENTIALS, TOP))
                  .should()
                  .accessTargetWhere(
                      Access.toConstructors(ProcessBuilder.class)
                          .or(Access.toMethods(Runtime.class, "exec"))
                          .as("the start of a program"))
                  .because(
                      "what a user lets us run is a command, bounded in time and output, and a"
                          + " terminal is told by stty how it is to behave"),
          "RunsAProgram");

  static final Rule THE_ENVIRONMENT_IS_READ_BY_THE_COMMAND_LINE_ONLY =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideOutsideOfPackages(Place.in(root, MAIN, CLI))
                  .should()
                  .accessTargetWhere(environmentOfTheProcess())
                  .because("everybody else gets it as a map, so that tests can bring their own"),
          "ReadsTheEnvironment",
          "ConfiguresFromTheAir");

  static final Rule STANDARD_OUTPUT_IS_HANDED_OUT_BY_COMMAND_LINE_AND_WIRING_ONLY =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideOutsideOfPackages(Place.in(root, CLI, WIRING))
                  .should()
                  .accessTargetWhere(
                      Access.toFields(System.class, "out", "in")
                          .or(Access.toFields(FileDescriptor.class, "out", "in"))
                          .or(Access.toMethods(System.class, "console"))
                          .as("standard input and output"))
                  .because("standard output is data: nothing else may get into it"),
          "PrintsALine",
          "OpensDescriptorOne");

  static final Rule STANDARD_ERROR_IS_WRITTEN_BY_COMMAND_LINE_AND_LOGGING_ONLY =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideOutsideOfPackages(Place.in(root, CLI, LOGGING))
                  .should()
                  .accessTargetWhere(
                      Access.toFields(System.class, "err")
                          .or(Access.toFields(FileDescriptor.class, "err"))
                          .or(Access.toMethods(Throwable.class, "printStackTrace"))
                          .as("standard error"))
                  .because("what is said there has a form and hides secrets"),
          "PrintsItsStack",
          "ComplainsAloud");

  private LibraryRules() {}

  private static DescribedPredicate<JavaAccess<?>> powerOverTheProcess() {
    return Access.toMethods(System.class, "exit", "setOut", "setErr", "setIn")
        .or(Access.toMethods(Runtime.class, "exit", "halt", "addShutdownHook"))
        .as("power over the process");
  }

  private static DescribedPredicate<JavaAccess<?>> environmentOfTheProcess() {
    return Access.toMethods(
            System.class, "getenv", "getProperty", "getProperties", "setProperty", "clearProperty")
        .or(Access.toMethods(Boolean.class, "getBoolean"))
        .or(Access.toMethods(Integer.class, "getInteger"))
        .or(Access.toMethods(Long.class, "getLong"))
        .as("environment and properties of the process");
  }

  private static Place[] places(Place... places) {
    return places;
  }

  private static Rule onlyIn(Place[] places, String why, String[] library, String... canaries) {
    return Rule.of(
        root ->
            noClasses()
                .that()
                .resideInAPackage(Place.everything(root))
                .and()
                .resideOutsideOfPackages(Place.in(root, places))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .as("no class but those of " + Arrays.toString(places) + " uses what it guards")
                .because(why),
        canaries);
  }
}
