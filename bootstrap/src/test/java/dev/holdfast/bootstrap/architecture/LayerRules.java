package dev.holdfast.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.holdfast.bootstrap.architecture.Place.ADAPTERS;
import static dev.holdfast.bootstrap.architecture.Place.ADMIN_HTTP;
import static dev.holdfast.bootstrap.architecture.Place.ALERTS;
import static dev.holdfast.bootstrap.architecture.Place.APPLICATION;
import static dev.holdfast.bootstrap.architecture.Place.BACKOFF;
import static dev.holdfast.bootstrap.architecture.Place.BOOTSTRAP;
import static dev.holdfast.bootstrap.architecture.Place.CAUSE;
import static dev.holdfast.bootstrap.architecture.Place.CONNECTION;
import static dev.holdfast.bootstrap.architecture.Place.CREDENTIALS;
import static dev.holdfast.bootstrap.architecture.Place.DOMAIN;
import static dev.holdfast.bootstrap.architecture.Place.HEARTBEAT;
import static dev.holdfast.bootstrap.architecture.Place.MESSAGE;
import static dev.holdfast.bootstrap.architecture.Place.METRICS;
import static dev.holdfast.bootstrap.architecture.Place.OUTBOX;
import static dev.holdfast.bootstrap.architecture.Place.PORTS;
import static dev.holdfast.bootstrap.architecture.Place.PROTOCOLS;
import static dev.holdfast.bootstrap.architecture.Place.SERVICE;
import static dev.holdfast.bootstrap.architecture.Place.SIMULATION;
import static dev.holdfast.bootstrap.architecture.Place.SINK;
import static dev.holdfast.bootstrap.architecture.Place.SYSTEMD;
import static dev.holdfast.bootstrap.architecture.Place.TIME;
import static dev.holdfast.bootstrap.architecture.Place.TRANSPORT;
import static dev.holdfast.bootstrap.architecture.Place.VERDICT;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.net.URI;

/**
 * Who may know whom: the module table of the design, line by line, and the direction inside the
 * modules.
 */
final class LayerRules {

  /** What the compiler adds to or takes from every class that holds no state of its own. */
  private static final String[] PLAIN_JAVA = {
    "java.lang",
    "java.time",
    "java.util",
    "java.util.function",
    "java.util.random",
    "java.util.stream"
  };

  static final Rule THE_DOMAIN_USES_NOTHING_BUT_ITSELF_AND_PLAIN_JAVA =
      Rule.of(
          root ->
              classes()
                  .that()
                  .resideInAPackage(DOMAIN.in(root))
                  .should()
                  .onlyDependOnClassesThat(
                      resideInAnyPackage(PLAIN_JAVA).or(resideInAPackage(DOMAIN.in(root))))
                  .because(
                      "the domain runs unchanged in simulations and tests: no library, no file, no"
                          + " socket, no log"),
          "OpensAFile",
          "WritesALog",
          "AsksTheApplication",
          "RollsDiceOfTheThread",
          "StartsAThreadForATest");

  static final Rule THE_APPLICATION_USES_NOTHING_BUT_THE_DOMAIN_SLF4J_AND_PLAIN_JAVA =
      Rule.of(
          root ->
              classes()
                  .that()
                  .resideInAPackage(APPLICATION.in(root))
                  .should()
                  .onlyDependOnClassesThat(
                      resideInAnyPackage(PLAIN_JAVA)
                          .or(
                              resideInAnyPackage(
                                  "java.nio",
                                  "java.util.concurrent",
                                  "java.util.concurrent.atomic",
                                  "org.slf4j..",
                                  "org.jspecify.annotations"))
                          .or(equivalentTo(URI.class))
                          .or(resideInAnyPackage(Place.in(root, APPLICATION, DOMAIN))))
                  .because(
                      "the loop and its ports do no I/O: a URI is a name and a ByteBuffer a value,"
                          + " everything else is an adapter's"),
          "OpensASocket",
          "NamesAnAdapter",
          "NamesTheBootstrap",
          "TakesALock",
          "AsksForInjection",
          "LogsTheOldWay",
          "LooksUpASetting",
          "PrintsALine",
          "MocksWhatItTests");

  static final Rule ADAPTERS_SEE_PORTS_AND_VALUES_ONLY =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(ADAPTERS.in(root))
                  .and()
                  .resideOutsideOfPackage(SIMULATION.in(root))
                  .should()
                  .dependOnClassesThat(
                      ours(root)
                          .and(DescribedPredicate.not(portsAndValues(root)))
                          .as("classes of ours other than ports and their values"))
                  .because(
                      "an adapter implements ports; services and the machine are not its business,"
                          + " except for the simulation, which drives them"),
          "CallsAService",
          "DrivesTheMachine",
          "ReadsTheConfiguration");

  static final Rule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      Rule.of(
          root ->
              slices()
                  .matching(root + ".adapter.(*)..")
                  .should()
                  .notDependOnEachOther()
                  .because("an adapter can be left out without touching another"),
          "BorrowsFromTheSink");

  static final Rule THE_TRANSPORT_USES_TYRUS_AND_NETTY_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          TRANSPORT,
          technology(
              "io.netty..", "org.glassfish.tyrus..", "jakarta.websocket..", "javax.net.ssl.."),
          "sockets, TLS, DNS and frames are all it is for",
          "TalksJson",
          "CatchesASignal",
          "CollectsWithGuava",
          "ReachesIntoTheJvm");

  static final Rule THE_PROTOCOLS_USE_JACKSON_CORE_AND_SNAKEYAML_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          PROTOCOLS,
          technology("com.fasterxml.jackson.core..", "org.yaml.snakeyaml.."),
          "they read payloads, and descriptions of them, no more",
          "ParsesWithNetty",
          "SpeaksTyrus",
          "SpeaksJakarta");

  static final Rule THE_SINKS_USE_JACKSON_CORE_AND_PAHO_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          SINK,
          technology(
              "com.fasterxml.jackson.core..",
              "org.eclipse.paho.mqttv5..",
              "javax.crypto..",
              "javax.net.ssl.."),
          "records are JSON, brokers speak MQTT, and the JDK has all the rest",
          "BringsItsOwnModule");

  static final Rule THE_SINKS_HAVE_NO_CYCLES =
      acyclic(".adapter.sink.(*)..", "LineKnowsQueue", "QueueKnowsLine");

  static final Rule THE_CONTROL_API_USES_NETTY_AND_JACKSON_CORE_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          ADMIN_HTTP,
          technology("io.netty..", "com.fasterxml.jackson.core.."),
          "HTTP comes from Netty, which is here anyway, and answers are JSON",
          "EncryptsItsAnswers");

  static final Rule THE_CREDENTIALS_USE_JACKSON_CORE_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          CREDENTIALS,
          technology("com.fasterxml.jackson.core..", "javax.net.ssl.."),
          "processes and HTTP come with Java; answers are JSON",
          "SignsItsTokens");

  static final Rule THE_ALERTS_USE_JACKSON_CORE_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          ALERTS,
          technology("com.fasterxml.jackson.core.."),
          "processes and HTTP come with Java; alerts are JSON",
          "SignsItsAlerts");

  static final Rule THE_NOTICES_USE_NETTY_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          SYSTEMD,
          technology("io.netty.."),
          "datagrams on unix sockets come from Netty's native library, which is here anyway",
          "SignsItsNotices");

  static final Rule THE_METRICS_USE_MICROMETER_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          METRICS,
          technology("io.micrometer..", "io.prometheus.."),
          "figures are Micrometer's, and series of connections are made for Prometheus",
          "MeasuresByItself");

  static final Rule THE_SIMULATION_USES_JACKSON_CORE_AND_NO_OTHER_LIBRARY =
      ownTechnology(
          SIMULATION,
          technology("com.fasterxml.jackson.core..", "com.fasterxml.jackson.dataformat.yaml.."),
          "its world is made of our own classes; recordings are JSON, scenarios are YAML",
          "SecuresItsWorld");

  static final Rule THE_SIMULATION_HAS_NO_CYCLES =
      acyclic(".adapter.simulation.(*)..", "WorldKnowsTime", "TimeKnowsWorld");

  static final Rule NOBODY_OUTSIDE_KNOWS_THE_BOOTSTRAP =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideOutsideOfPackage(BOOTSTRAP.in(root))
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(BOOTSTRAP.in(root))
                  .because("the bootstrap sees everything and is seen by nobody"),
          "NamesTheBootstrap",
          "ReadsTheConfiguration");

  static final Rule PORTS_DO_NOT_KNOW_THE_SERVICES_BEHIND_THEM =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(PORTS.in(root))
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(OUTBOX.in(root), SERVICE.in(root))
                  .because("a port is a promise that anybody may keep"),
          "PromisesAService");

  static final Rule IN_PORTS_AND_OUT_PORTS_DO_NOT_KNOW_EACH_OTHER =
      Rule.of(
          root ->
              slices()
                  .matching(root + ".application.port.(*)..")
                  .should()
                  .notDependOnEachOther()
                  .because("who drives and who is driven have nothing to say to each other"),
          "DrivesWhatIsDriven");

  static final Rule THE_MACHINE_IS_ABOVE_ITS_POLICIES =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, BACKOFF, CAUSE, HEARTBEAT, TIME, VERDICT))
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(CONNECTION.in(root))
                  .because("policies are used by simulations without a connection"),
          "KnowsTheMachine");

  static final Rule TIME_AND_CAUSES_ARE_AT_THE_BOTTOM =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, CAUSE, TIME))
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(Place.in(root, BACKOFF, CONNECTION, HEARTBEAT, VERDICT))
                  .because("everything else in the domain speaks of them"),
          "PointsAtVerdict",
          "KnowsTheMachine");

  static final Rule THE_DOMAIN_HAS_NO_CYCLES =
      acyclic(".domain.(*)..", "PointsAtVerdict", "PointsAtCause");

  static final Rule THE_APPLICATION_HAS_NO_CYCLES =
      acyclic(".application.(**)..", "PromisesAService", "ServesAPromise");

  static final Rule EVERY_CLASS_IS_IN_A_KNOWN_PLACE =
      Rule.of(
          root ->
              classes()
                  .that()
                  .resideInAPackage(Place.everything(root))
                  .should()
                  .resideInAnyPackage(Place.rooms(root))
                  .because("what no rule speaks of, no rule guards"),
          "LivesNowhere");

  private LayerRules() {}

  static Rule acyclic(String slices, String... canaries) {
    return Rule.of(
        root ->
            slices()
                .matching(root + slices)
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package"),
        canaries);
  }

  private static String[] technology(String... packages) {
    return packages;
  }

  private static Rule ownTechnology(
      Place adapter, String[] technology, String why, String... canaries) {
    return Rule.of(
        root ->
            classes()
                .that()
                .resideInAPackage(adapter.in(root))
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.slf4j..", "org.jspecify.annotations")
                        .or(resideInAnyPackage(technology))
                        .or(ours(root)))
                .because(why),
        canaries);
  }

  static DescribedPredicate<JavaClass> ours(String root) {
    return resideInAPackage(Place.everything(root));
  }

  /**
   * The ports, the adapters themselves, the domain's values that port signatures are made of, and
   * its backoff: whoever tries again spreads it the same way.
   */
  private static DescribedPredicate<JavaClass> portsAndValues(String root) {
    return resideInAnyPackage(
            Place.in(root, ADAPTERS, MESSAGE, PORTS, BACKOFF, CAUSE, TIME, VERDICT))
        .or(Exceptions.anyOf(root, Exceptions.VALUES_OF_A_CONNECTION));
  }
}
