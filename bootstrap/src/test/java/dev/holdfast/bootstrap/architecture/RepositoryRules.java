package dev.holdfast.bootstrap.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every source, page and folder keeps to. */
final class RepositoryRules {

  private static final int LINES_MAX = 400;

  private static final Set<String> TOP_LEVEL =
      Set.of("LICENSE", "README.md", "adapters", "application", "bootstrap", "domain", "pom.xml");

  /** Where a build leaves its output. */
  private static final String OUTPUT = "target";

  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("domain", "dev/holdfast/domain/"),
          Map.entry("application", "dev/holdfast/application/"),
          Map.entry("bootstrap", "dev/holdfast/bootstrap/"),
          Map.entry("adapters/transport-tyrus", "dev/holdfast/adapter/transport/"),
          Map.entry("adapters/outbox-sqlite", "dev/holdfast/adapter/outbox/"),
          Map.entry("adapters/protocols", "dev/holdfast/adapter/protocol/"),
          Map.entry("adapters/schedule", "dev/holdfast/adapter/schedule/"),
          Map.entry("adapters/sinks", "dev/holdfast/adapter/sink/"),
          Map.entry("adapters/admin-http", "dev/holdfast/adapter/adminhttp/"),
          Map.entry("adapters/alerts", "dev/holdfast/adapter/alert/"),
          Map.entry("adapters/systemd", "dev/holdfast/adapter/systemd/"),
          Map.entry("adapters/metrics-micrometer", "dev/holdfast/adapter/metrics/"),
          Map.entry("adapters/credentials", "dev/holdfast/adapter/credentials/"),
          Map.entry("adapters/simulation", "dev/holdfast/adapter/simulation/"));

  private static final Pattern SLEEP =
      Pattern.compile("\\bThread\\.sleep\\(|\\bTimeUnit\\.[A-Z]+\\.sleep\\(");

  // In brackets, so that this line does not find itself.
  private static final Pattern LEFTOVER = Pattern.compile("\\b(TO[D]O|FIX[M]E|X[X]X)\\b|@auth[o]r");

  private static final List<String> PARTS_OF_A_DECISION =
      List.of("## Context", "## Decision", "## Consequences", "## Reopen when");

  static final RepositoryRule THE_TOP_LEVEL_IS_AS_DESIGNED =
      new RepositoryRule(
          repository -> {
            Set<String> there = new TreeSet<>(repository.names(repository.root()));
            there.removeIf(name -> name.startsWith(".") || name.equals(OUTPUT));
            Set<String> odd = new TreeSet<>(there);
            odd.removeAll(TOP_LEVEL);
            Set<String> missing = new TreeSet<>(TOP_LEVEL);
            missing.removeAll(there);
            return Stream.concat(
                    odd.stream().map(name -> name + " has no place here"),
                    missing.stream().map(name -> name + " is missing"))
                .toList();
          },
          miniature -> miniature.write("docs/notes.md", "# Notes"));

  static final RepositoryRule THE_DOMAIN_REQUIRES_NO_MODULE =
      new RepositoryRule(
          repository -> {
            Path file = repository.sourceFolder("domain", "main").resolve("module-info.java");
            if (!Files.exists(file)) {
              return List.of(repository.name(file) + " is missing");
            }
            return Pattern.compile("(?m)^\\s*requires\\b.*$")
                .matcher(repository.text(file))
                .results()
                .map(found -> repository.name(file) + ": " + found.group().strip())
                .toList();
          },
          miniature ->
              miniature.replace(
                  "domain/src/main/java/module-info.java", "{", "{\n  requires java.logging;"));

  static final RepositoryRule EVERY_MODULE_HOLDS_ITS_OWN_PACKAGES_ONLY =
      new RepositoryRule(
          repository -> {
            List<String> offences = new ArrayList<>();
            for (String module : repository.modules()) {
              for (Path file : repository.sources(module, "main")) {
                String name = file.toString();
                if (!name.equals("module-info.java")
                    && !name.startsWith(PACKAGES.getOrDefault(module, "a known package/"))) {
                  offences.add(module + " holds " + name);
                }
              }
            }
            return offences;
          },
          miniature ->
              miniature.write(
                  "adapters/sinks/src/main/java/dev/holdfast/domain/time/Stray.java",
                  "class X {}"));

  static final RepositoryRule EVERY_PACKAGE_INTRODUCES_ITSELF =
      new RepositoryRule(
          repository -> {
            Set<Path> packages = new TreeSet<>();
            for (Path source : repository.allSources("main", "test")) {
              if (!source.endsWith("module-info.java")) {
                packages.add(source.resolveSibling("package-info.java"));
              }
            }
            return packages.stream()
                .filter(page -> !Files.exists(page) || !repository.text(page).startsWith("/**"))
                .map(page -> repository.name(page) + " is missing or says nothing")
                .toList();
          },
          miniature ->
              miniature.write(
                  "domain/src/test/java/dev/holdfast/domain/cause/CauseTest.java", "class X {}"));

  static final RepositoryRule NO_TEST_SLEEPS =
      new RepositoryRule(
          repository ->
              lines(
                  repository,
                  repository.allSources("test").stream()
                      .filter(file -> !file.toString().contains("holdfastcanary"))
                      .toList(),
                  line -> SLEEP.matcher(line).find()),
          miniature ->
              miniature.write(
                  "bootstrap/src/test/java/dev/holdfast/bootstrap/MainTest.java",
                  "Thread.sleep" + "(100);"));

  static final RepositoryRule NOTHING_IS_LEFT_FOR_LATER_AND_NOTHING_IS_SIGNED =
      new RepositoryRule(
          repository ->
              lines(
                  repository,
                  repository.allSources("main", "test"),
                  line -> LEFTOVER.matcher(line).find()),
          miniature ->
              miniature.write(
                  "bootstrap/src/main/java/dev/holdfast/bootstrap/Main.java",
                  "// TO" + "DO later"));

  static final RepositoryRule CLASSES_ARE_SMALL =
      new RepositoryRule(
          repository ->
              repository.allSources("main").stream()
                  .filter(file -> repository.text(file).lines().count() > LINES_MAX)
                  .map(file -> repository.name(file) + " has more than " + LINES_MAX + " lines")
                  .toList(),
          miniature ->
              miniature.write(
                  "bootstrap/src/main/java/dev/holdfast/bootstrap/Main.java",
                  "\n".repeat(LINES_MAX + 1)));

  static final RepositoryRule EVERY_DECISION_IS_WHOLE_NUMBERED_AND_LISTED =
      new RepositoryRule(
          repository -> {
            List<String> offences = new ArrayList<>();
            String index = repository.text(repository.root().resolve("bootstrap/README.md"));
            List<Path> pages =
                repository.files(repository.root().resolve("bootstrap/docs/adr"), ".md");
            for (int i = 0; i < pages.size(); i++) {
              Path page = pages.get(i);
              String number = String.format("%04d", i + 1);
              if (!page.getFileName().toString().startsWith(number + "-")) {
                offences.add(repository.name(page) + " should have the number " + number);
              }
              String text = repository.text(page);
              if (!index.contains("docs/adr/" + page.getFileName())) {
                offences.add("bootstrap/README.md does not list " + page.getFileName());
              }
              PARTS_OF_A_DECISION.stream()
                  .filter(part -> !text.contains("\n" + part + "\n"))
                  .forEach(part -> offences.add(repository.name(page) + " lacks " + part));
            }
            return offences;
          },
          miniature ->
              miniature.replace("bootstrap/docs/adr/0002-decided.md", "## Consequences\n", ""));

  private RepositoryRules() {}

  private static List<String> lines(
      Repository repository, List<Path> files, Predicate<String> offence) {
    List<String> offences = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = repository.text(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (offence.test(lines.get(i))) {
          offences.add(repository.name(file) + ":" + (i + 1) + " " + lines.get(i).strip());
        }
      }
    }
    return offences;
  }
}
