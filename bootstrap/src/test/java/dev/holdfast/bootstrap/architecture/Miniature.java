package dev.holdfast.bootstrap.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A lawful repository in a few lines, to be damaged.
 *
 * @param root an empty folder
 */
record Miniature(Path root) {

  /** Writes everything that the rules ask for. */
  static Miniature in(Path root) {
    Miniature miniature = new Miniature(root);
    miniature.write("README.md", "# Holdfast\n");
    miniature.write("LICENSE", "Apache-2.0\n");
    miniature.write("pom.xml", pom(modules("domain", "application", "adapters", "bootstrap"), ""));
    miniature.write("domain/pom.xml", pom("", dependency("org.junit", "junit", "test")));
    miniature.write(
        "application/pom.xml",
        pom(
            "",
            dependency("dev.holdfast", "holdfast-domain", "compile")
                + dependency("org.slf4j", "slf4j-api", "compile")));
    miniature.write("adapters/pom.xml", pom(modules("transport-tyrus", "sinks"), ""));
    String ports = dependency("dev.holdfast", "holdfast-application", "compile");
    miniature.write(
        "adapters/transport-tyrus/pom.xml",
        pom("", ports + dependency("io.netty", "netty-buffer", "compile")));
    miniature.write("adapters/sinks/pom.xml", pom("", ports));
    miniature.write(
        "bootstrap/pom.xml",
        pom(
            "",
            dependency("dev.holdfast", "holdfast-sinks", "compile")
                + dependency("com.google.inject", "guice", "compile")));
    miniature.write("domain/src/main/java/module-info.java", "module dev.holdfast.domain {\n}\n");
    miniature.writePackage("domain/src/main/java/dev/holdfast/domain/time", "Clock");
    miniature.writePackage("domain/src/test/java/dev/holdfast/domain/time", "ClockTest");
    miniature.writePackage("adapters/sinks/src/main/java/dev/holdfast/adapter/sink", "LineSink");
    miniature.writePackage("bootstrap/src/main/java/dev/holdfast/bootstrap", "Main");
    miniature.writePackage("bootstrap/src/test/java/dev/holdfast/bootstrap", "MainTest");
    miniature.write("bootstrap/README.md", "docs/adr/0001-decided.md, docs/adr/0002-decided.md\n");
    for (int number = 1; number <= 2; number++) {
      miniature.write(
          "bootstrap/docs/adr/000" + number + "-decided.md",
          "# Decided\n\n## Context\n\n## Decision\n\n## Consequences\n\n## Reopen when\n\n");
    }
    return miniature;
  }

  /** Writes a file, in place of what was there. */
  void write(String name, String text) {
    Path file = root.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a file, which must hold what is to be replaced. */
  void replace(String name, String before, String after) {
    try {
      String text = Files.readString(root.resolve(name));
      if (!text.contains(before)) {
        throw new IllegalArgumentException(name + " does not hold " + before);
      }
      write(name, text.replace(before, after));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a dependency to the project file of a module. */
  void addDependency(String module, String group, String artifact, String scope) {
    replace(
        module + "/pom.xml",
        "</dependencies>",
        dependency(group, artifact, scope) + "</dependencies>");
  }

  private void writePackage(String folder, String type) {
    write(folder + "/package-info.java", "/** A package. */\n");
    write(folder + "/" + type + ".java", "class " + type + " {}\n");
  }

  private static String pom(String modules, String dependencies) {
    return "<project>"
        + modules
        + "<dependencyManagement><dependencies><dependency><artifactId>slf4j-api</artifactId>"
        + "<version>2</version></dependency></dependencies></dependencyManagement>"
        + ("<dependencies>" + dependencies + "</dependencies>")
        + "</project>\n";
  }

  private static String modules(String... names) {
    StringBuilder modules = new StringBuilder("<modules>");
    for (String name : names) {
      modules.append("<module>").append(name).append("</module>");
    }
    return modules.append("</modules>").toString();
  }

  private static String dependency(String group, String artifact, String scope) {
    return "<dependency><groupId>"
        + group
        + "</groupId><artifactId>"
        + artifact
        + "</artifactId><scope>"
        + scope
        + "</scope></dependency>";
  }
}
