package dev.holdfast.bootstrap.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the project as they lie in its folder.
 *
 * @param root the folder that holds the parent's project file
 */
record Repository(Path root) {

  /** The one that this test runs in: Maven runs tests in the folder of their module. */
  static Repository here() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      if (Files.exists(folder.resolve("domain/pom.xml"))
          && Files.exists(folder.resolve("bootstrap/pom.xml"))) {
        return new Repository(folder);
      }
      folder = folder.getParent();
    }
    throw new IllegalStateException(
        "not run inside the repository: " + Path.of("").toAbsolutePath());
  }

  /** The folders of all modules with code, relative to the root, with slashes. */
  List<String> modules() {
    List<String> modules = new ArrayList<>(List.of("domain", "application"));
    modules.addAll(adapters());
    modules.add("bootstrap");
    return modules;
  }

  /** The folders of the adapters that have a project file. */
  List<String> adapters() {
    return names(root.resolve("adapters")).stream()
        .map(name -> "adapters/" + name)
        .filter(module -> Files.exists(root.resolve(module).resolve("pom.xml")))
        .toList();
  }

  /** The project file in a folder; the parent's for the empty name. */
  Pom pom(String module) {
    return Pom.read(root.resolve(module).resolve("pom.xml"));
  }

  /** The Java sources of a module, relative to its source folder, in order. */
  List<Path> sources(String module, String sourceSet) {
    Path folder = sourceFolder(module, sourceSet);
    return files(folder, ".java").stream().map(folder::relativize).toList();
  }

  /** The folder of the Java sources of a module. */
  Path sourceFolder(String module, String sourceSet) {
    return root.resolve(module).resolve("src").resolve(sourceSet).resolve("java");
  }

  /** All Java sources, as paths that can be read. */
  List<Path> allSources(String... sourceSets) {
    return modules().stream()
        .flatMap(module -> Stream.of(sourceSets).map(set -> sourceFolder(module, set)))
        .flatMap(folder -> files(folder, ".java").stream())
        .toList();
  }

  /** The files below a folder that end so, in order; none if there is no such folder. */
  List<Path> files(Path folder, String suffix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all that lies in a folder, in order. */
  List<String> names(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole text of a file. */
  String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file as a person would name it. */
  String name(Path file) {
    return root.relativize(root.resolve(file)).toString();
  }
}
