package dev.holdfast.bootstrap.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the rules ask of one Maven project file.
 *
 * @param modules the modules it builds
 * @param dependencies its own dependencies, not the managed ones
 * @param versionsOutsideManagement what has a version of its own, outside of any management
 *     section: artifact ids of dependencies and plugins
 */
record Pom(
    List<String> modules, List<Dependency> dependencies, List<String> versionsOutsideManagement) {

  /**
   * One dependency.
   *
   * @param group its group id
   * @param artifact its artifact id
   * @param scope its scope; {@code compile} if none is given
   */
  record Dependency(String group, String artifact, String scope) {

    boolean isShipped() {
      return !scope.equals("test");
    }

    boolean isOurs() {
      return group.equals("dev.holdfast");
    }

    @Override
    public String toString() {
      return group + ":" + artifact + ":" + scope;
    }
  }

  static Pom read(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element project;
      try (var in = Files.newInputStream(file)) {
        project = factory.newDocumentBuilder().parse(in).getDocumentElement();
      }
      return of(project);
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private static Pom of(Element project) {
    List<Dependency> dependencies = new ArrayList<>();
    List<String> versions = new ArrayList<>();
    for (Element dependency : children(project, "dependencies", "dependency")) {
      String scope = text(dependency, "scope");
      dependencies.add(
          new Dependency(
              text(dependency, "groupId"),
              text(dependency, "artifactId"),
              scope.isEmpty() ? "compile" : scope));
      noteVersion(dependency, versions);
    }
    for (Element plugin : children(project, "build", "plugins", "plugin")) {
      noteVersion(plugin, versions);
    }
    List<String> modules =
        children(project, "modules", "module").stream()
            .map(e -> e.getTextContent().strip())
            .toList();
    return new Pom(modules, List.copyOf(dependencies), List.copyOf(versions));
  }

  private static void noteVersion(Element element, List<String> versions) {
    if (!text(element, "version").isEmpty()) {
      versions.add(text(element, "artifactId"));
    }
  }

  private static String text(Element element, String name) {
    return children(element, name).stream()
        .findFirst()
        .map(child -> child.getTextContent().strip())
        .orElse("");
  }

  /** The elements at the end of a path of names. */
  private static List<Element> children(Element start, String... path) {
    List<Element> level = List.of(start);
    for (String name : path) {
      List<Element> next = new ArrayList<>();
      for (Element element : level) {
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
          Node node = nodes.item(i);
          if (node instanceof Element child && child.getTagName().equals(name)) {
            next.add(child);
          }
        }
      }
      level = next;
    }
    return level;
  }
}
