package dev.holdfast.bootstrap.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All places where settings may be written, with the rule which of them wins.
 *
 * <p>SmallRye Config decides that; it is given nothing but the layers below, so that it reads no
 * file, no system property and no variable of its own accord, and no interceptors, so that it
 * expands no {@code ${...}} in a password.
 */
final class Layers implements Places {

  /** The most bytes of a file of settings. */
  private static final int FILE_MAX = YamlFile.LENGTH_MOST;

  private static final String DOT_ENV = ".env";

  /**
   * What Kubernetes puts into every container for a service that is called like a prefix, and what
   * systemd puts into every service whose output goes to its journal.
   */
  private static final Pattern OF_THE_PLATFORM =
      Pattern.compile(
          "[A-Z0-9_]+_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT(_[0-9]+_.*)?)|JOURNAL_STREAM");

  private final Map<Layer.Kind, Layer> layers = new EnumMap<>(Layer.Kind.class);
  private final Map<String, Written> headers = new LinkedHashMap<>();
  private final Map<String, Written> verdicts = new LinkedHashMap<>();
  private final Map<String, List<WrittenEntry>> lists = new LinkedHashMap<>();
  private final Map<String, YamlSection> templates = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<ConfigProblem> problems;
  private final SmallRyeConfig config;
  private final Map<Setting, Optional<Found>> known = new EnumMap<>(Setting.class);
  private Optional<List<YamlConnection>> connections = Optional.empty();
  private boolean complete = true;

  /**
   * Reads every place that a request names.
   *
   * @param problems where to put what is wrong
   */
  Layers(ConfigRequest request, List<ConfigProblem> problems) {
    this.problems = problems;
    add(Layer.Kind.DEFAULTS, "default", defaults());
    request.configFile().ifPresent(file -> yaml(request.folder(), file));
    envFile(request);
    add(Layer.Kind.ENVIRONMENT, "environment", environment(request.environment()));
    add(Layer.Kind.FLAGS, "command line", flags(request.flags()));
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
    layers.values().forEach(layer -> builder.withSources(layer.source()));
    config = builder.build();
  }

  @Override
  public Optional<String> connection() {
    return Optional.empty();
  }

  @Override
  public Optional<Found> find(Setting setting) {
    // A thousand connections ask the same.
    return known.computeIfAbsent(setting, this::look);
  }

  private Optional<Found> look(Setting setting) {
    ConfigValue value = config.getConfigValue(setting.key());
    return layers.values().stream()
        .filter(layer -> layer.kind().rank() == value.getConfigSourceOrdinal())
        .findFirst()
        .flatMap(
            layer -> Optional.ofNullable(value.getValue()).map(text -> layer.found(setting, text)));
  }

  @Override
  public boolean complete() {
    return complete;
  }

  @Override
  public Map<String, Written> headers() {
    return headers;
  }

  @Override
  public Map<String, Written> verdicts() {
    return verdicts;
  }

  @Override
  public List<WrittenEntry> list(String key) {
    return lists.getOrDefault(key, List.of());
  }

  @Override
  public String yamlAt(int line) {
    return Optional.ofNullable(layers.get(Layer.Kind.YAML)).map(yaml -> yaml.at(line)).orElse("");
  }

  /** The connections that the YAML file lists; empty if it has no such list. */
  Optional<List<YamlConnection>> connections() {
    return connections;
  }

  /** What several connections have in common, by name. */
  Map<String, YamlSection> templates() {
    return templates;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  private void add(Layer.Kind kind, String name, Map<Setting, Written> values) {
    layers.put(kind, new Layer(kind, name, values));
  }

  private void yaml(Path folder, Path file) {
    text("--config", folder, file)
        .ifPresent(
            text -> {
              YamlFile yaml = YamlFile.read(file.toString(), text, problems);
              complete &= yaml.isYaml();
              add(Layer.Kind.YAML, file.toString(), yaml.top().values());
              headers.putAll(yaml.top().headers());
              verdicts.putAll(yaml.top().verdicts());
              lists.putAll(yaml.top().lists());
              templates.putAll(yaml.templates());
              connections = yaml.connections();
            });
  }

  private void envFile(ConfigRequest request) {
    Path dotEnv = Path.of(DOT_ENV);
    // A directory of that name is somebody's Python environment, not our settings.
    boolean usual =
        Files.exists(request.folder().resolve(dotEnv))
            && !Files.isDirectory(request.folder().resolve(dotEnv));
    Optional<Path> file = request.envFile().or(() -> Optional.of(dotEnv).filter(path -> usual));
    String key = request.envFile().isPresent() ? "--env-file" : "";
    file.ifPresent(
        path ->
            text(key, request.folder(), path)
                .ifPresent(
                    text ->
                        add(
                            Layer.Kind.ENV_FILE,
                            path.toString(),
                            EnvFile.read(path.toString(), text, problems))));
  }

  private Optional<String> text(String flag, Path folder, Path file) {
    try {
      return Optional.of(TextFile.read(folder.resolve(file), FILE_MAX));
    } catch (UnreadableFileException e) {
      complete = false;
      String expected = "expected a readable file, but " + e.getMessage();
      problems.add(
          flag.isEmpty()
              ? ConfigProblem.inFile(file.toString(), expected)
              : new ConfigProblem(flag, file.toString(), expected, "command line"));
      return Optional.empty();
    }
  }

  private Map<Setting, Written> environment(Map<String, String> variables) {
    Map<Setting, Written> values = new EnumMap<>(Setting.class);
    List<String> known = Arrays.stream(Setting.values()).map(Setting::name).toList();
    new TreeMap<>(variables)
        .forEach(
            (name, text) -> {
              Optional<Setting> setting = Setting.byVariable(name);
              if (setting.isPresent()) {
                put(values, setting.get(), text);
              } else if (Setting.hasOurPrefix(name) && !OF_THE_PLATFORM.matcher(name).matches()) {
                warnings.add(
                    "The variable "
                        + name
                        + " in the environment has no meaning here"
                        + Suggestion.didYouMean(name, known));
              }
            });
    return values;
  }

  private static Map<Setting, Written> flags(Map<String, String> flags) {
    Map<Setting, Written> values = new EnumMap<>(Setting.class);
    flags.forEach(
        (flag, text) -> Setting.byFlag(flag).ifPresent(setting -> put(values, setting, text)));
    return values;
  }

  private static Map<Setting, Written> defaults() {
    Map<Setting, Written> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      setting.defaultText().ifPresent(text -> put(values, setting, text));
    }
    return values;
  }

  // Compose files and templates leave a variable empty to say that it is not set.
  private static void put(Map<Setting, Written> values, Setting setting, String text) {
    if (!text.isBlank()) {
      values.put(setting, new Written(text, 0));
    }
  }
}
