package dev.holdfast.bootstrap.architecture;

import dev.holdfast.bootstrap.architecture.Pom.Dependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** The module table of the design, as far as class files cannot show it. */
final class PomRules {

  private static final String TRANSPORT = "adapters/transport-tyrus";
  private static final String ADMIN_HTTP = "adapters/admin-http";
  private static final String CREDENTIALS = "adapters/credentials";
  private static final String PROTOCOLS = "adapters/protocols";
  private static final String SINKS = "adapters/sinks";
  private static final String SIMULATION = "adapters/simulation";
  private static final String BOOTSTRAP = "bootstrap";

  private static final Set<String> INNER_MODULES =
      Set.of("holdfast-domain", "holdfast-application");

  private static final Set<String> OF_THE_APPLICATION =
      Set.of("holdfast-domain", "slf4j-api", "jspecify");

  /** Which modules may ship which group of libraries. */
  private static final Map<String, Set<String>> HOMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ch.qos.logback", Set.of(BOOTSTRAP)),
              Map.entry("com.cronutils", Set.of("adapters/schedule")),
              Map.entry(
                  "com.fasterxml.jackson.core",
                  Set.of(
                      "adapters/alerts",
                      ADMIN_HTTP,
                      CREDENTIALS,
                      PROTOCOLS,
                      SINKS,
                      SIMULATION,
                      BOOTSTRAP)),
              Map.entry("com.fasterxml.jackson.dataformat", Set.of(SIMULATION)),
              Map.entry("com.google.guava", Set.of(BOOTSTRAP)),
              Map.entry("com.google.inject", Set.of(BOOTSTRAP)),
              Map.entry("info.picocli", Set.of(BOOTSTRAP)),
              Map.entry("io.micrometer", Set.of("adapters/metrics-micrometer")),
              Map.entry("io.prometheus", Set.of("adapters/metrics-micrometer")),
              Map.entry("io.netty", Set.of(ADMIN_HTTP, "adapters/systemd", TRANSPORT)),
              Map.entry("io.smallrye.config", Set.of(BOOTSTRAP)),
              Map.entry("jakarta.inject", Set.of()),
              Map.entry("jakarta.websocket", Set.of(TRANSPORT)),
              Map.entry("org.eclipse.jetty", Set.of(BOOTSTRAP)),
              Map.entry("org.eclipse.jetty.websocket", Set.of(BOOTSTRAP)),
              Map.entry("org.eclipse.paho", Set.of(SINKS)),
              Map.entry("org.glassfish.tyrus", Set.of(TRANSPORT)),
              Map.entry("org.webjars.npm", Set.of(ADMIN_HTTP, SIMULATION)),
              Map.entry("org.xerial", Set.of("adapters/outbox-sqlite")),
              Map.entry("org.yaml", Set.of(PROTOCOLS, BOOTSTRAP))));

  static final RepositoryRule THE_DOMAIN_SHIPS_NO_LIBRARY =
      new RepositoryRule(
          repository ->
              offences(
                  repository, List.of("domain"), (module, dependency) -> dependency.isShipped()),
          miniature -> miniature.addDependency("domain", "org.slf4j", "slf4j-api", "compile"));

  static final RepositoryRule THE_APPLICATION_SHIPS_THE_DOMAIN_AND_SLF4J_ONLY =
      new RepositoryRule(
          repository ->
              offences(
                  repository,
                  List.of("application"),
                  (module, dependency) ->
                      dependency.isShipped()
                          && !OF_THE_APPLICATION.contains(dependency.artifact())),
          miniature ->
              miniature.addDependency("application", "io.netty", "netty-buffer", "compile"));

  static final RepositoryRule NO_ADAPTER_NAMES_ANOTHER_OR_THE_BOOTSTRAP =
      new RepositoryRule(
          repository ->
              offences(
                  repository,
                  repository.adapters(),
                  (module, dependency) ->
                      dependency.isOurs() && !INNER_MODULES.contains(dependency.artifact())),
          miniature ->
              miniature.addDependency(
                  "adapters/sinks", "dev.holdfast", "holdfast-transport-tyrus", "test"));

  static final RepositoryRule EVERY_LIBRARY_STAYS_AT_HOME =
      new RepositoryRule(
          repository ->
              offences(
                  repository,
                  repository.modules(),
                  (module, dependency) ->
                      dependency.isShipped()
                          && HOMES.containsKey(dependency.group())
                          && !HOMES.get(dependency.group()).contains(module)),
          miniature ->
              miniature.addDependency("adapters/sinks", "com.google.inject", "guice", "provided"));

  static final RepositoryRule ALL_VERSIONS_ARE_IN_THE_PARENT =
      new RepositoryRule(
          repository -> {
            List<String> offences = new ArrayList<>();
            for (String module : repository.modules()) {
              for (String artifact : repository.pom(module).versionsOutsideManagement()) {
                offences.add(module + " gives " + artifact + " a version of its own");
              }
            }
            return offences;
          },
          miniature ->
              miniature.replace(
                  "application/pom.xml",
                  "<artifactId>slf4j-api</artifactId>",
                  "<artifactId>slf4j-api</artifactId><version>1.0</version>"));

  static final RepositoryRule THE_REACTOR_IS_WHOLE =
      new RepositoryRule(
          repository -> {
            List<String> offences = new ArrayList<>();
            List<String> modules = repository.pom("").modules();
            if (!modules.equals(List.of("domain", "application", "adapters", "bootstrap"))) {
              offences.add("the parent builds " + modules);
            }
            List<String> built = repository.pom("adapters").modules();
            for (String adapter : repository.adapters()) {
              if (!built.contains(adapter.substring("adapters/".length()))) {
                offences.add(adapter + " is not built");
              }
            }
            return offences;
          },
          miniature -> miniature.replace("adapters/pom.xml", "<module>sinks</module>", ""));

  private PomRules() {}

  private static List<String> offences(
      Repository repository, List<String> modules, BiPredicate<String, Dependency> offence) {
    List<String> offences = new ArrayList<>();
    for (String module : modules) {
      for (Dependency dependency : repository.pom(module).dependencies()) {
        if (offence.test(module, dependency)) {
          offences.add(module + " depends on " + dependency);
        }
      }
    }
    return offences;
  }
}
