package dev.holdfast.bootstrap.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the settings of one of several connections are looked for: in its own section, in its
 * template, and then where those of the daemon are. What is said of one connection wins over what
 * is said of all, also on the command line.
 */
final class ConnectionPlaces implements Places {

  private final Layers daemon;
  private final String name;
  private final List<YamlSection> sections;

  /**
   * The places of one connection.
   *
   * @param daemon where it is looked for last
   * @param name what the connection is called in the file
   * @param sections what is said of it, the first wins
   */
  ConnectionPlaces(Layers daemon, String name, List<YamlSection> sections) {
    this.daemon = daemon;
    this.name = name;
    this.sections = List.copyOf(sections);
  }

  @Override
  public Optional<String> connection() {
    return Optional.of(name);
  }

  @Override
  public Optional<Found> find(Setting setting) {
    for (YamlSection section : sections) {
      Written written = section.values().get(setting);
      if (written != null) {
        return Optional.of(
            new Found(
                setting,
                written.text(),
                section.path() + setting.key(),
                yamlAt(written.line()),
                false));
      }
      if (setting.rivals().stream().anyMatch(section.values()::containsKey)) {
        // Whoever says it otherwise here does not want what is said elsewhere.
        return Optional.empty();
      }
    }
    return daemon.find(setting);
  }

  @Override
  public boolean complete() {
    return daemon.complete();
  }

  @Override
  public Map<String, Written> headers() {
    return merged(YamlSection::headers, daemon.headers());
  }

  @Override
  public Map<String, Written> verdicts() {
    return merged(YamlSection::verdicts, daemon.verdicts());
  }

  /** A list is taken as a whole: the first who has one wins. */
  @Override
  public List<WrittenEntry> list(String key) {
    return sections.stream()
        .map(section -> section.lists().get(key))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseGet(() -> daemon.list(key));
  }

  @Override
  public String yamlAt(int line) {
    return daemon.yamlAt(line);
  }

  /** Nothing of its own: what looks like a mistake is in the files. */
  @Override
  public List<String> warnings() {
    return List.of();
  }

  private Map<String, Written> merged(
      Function<YamlSection, Map<String, Written>> part, Map<String, Written> common) {
    Map<String, Written> all = new LinkedHashMap<>(common);
    for (int i = sections.size() - 1; i >= 0; i--) {
      all.putAll(part.apply(sections.get(i)));
    }
    return all;
  }
}
