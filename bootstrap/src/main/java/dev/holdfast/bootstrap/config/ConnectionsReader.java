package dev.holdfast.bootstrap.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which connections there are: those that the YAML file lists, or the only one. */
final class ConnectionsReader {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
  private static final String ID_EXPECTED =
      "expected a name of 1 to 60 letters, digits, dots, hyphens or underscores, the first a letter"
          + " or a digit";

  private final Layers layers;
  private final ConfigRequest request;
  private final KnownProtocols protocols;
  private final List<ConfigProblem> problems;
  private final List<String> secrets = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, List<EffectiveSetting>> effective = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();

  /**
   * A reader.
   *
   * @param layers where settings are
   * @param protocols the session protocols to choose from
   * @param problems where to put what is wrong
   */
  ConnectionsReader(
      Layers layers,
      ConfigRequest request,
      KnownProtocols protocols,
      List<ConfigProblem> problems) {
    this.layers = layers;
    this.request = request;
    this.protocols = protocols;
    this.problems = problems;
  }

  /**
   * Reads them.
   *
   * @param common shows what is said of all of them
   * @param shutdownTimeout how long a close may take
   * @return at least one if there is no problem
   */
  List<ConnectionConfig> read(SettingReader common, Duration shutdownTimeout) {
    if (layers.connections().isEmpty()) {
      ConnectionReader only = new ConnectionReader(common, request, protocols);
      List<ConnectionConfig> one =
          only.read(DaemonConfig.ONLY, true, shutdownTimeout).stream().toList();
      secrets.addAll(only.secrets());
      return one;
    }
    showCommon(common, shutdownTimeout);
    List<ConnectionConfig> all = new ArrayList<>();
    for (YamlConnection written : layers.connections().get()) {
      List<String> twice = new ArrayList<>();
      Map<String, Map<String, String>> wanted = written.ids(twice);
      twice.stream().distinct().limit(3).forEach(id -> problem(written, "", isThereTwice(id)));
      for (Map.Entry<String, Map<String, String>> one : wanted.entrySet()) {
        if (isNew(written, one.getKey())) {
          read(written, one.getKey(), one.getValue(), shutdownTimeout).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  /** What must not be printed of them. */
  List<String> secrets() {
    return secrets;
  }

  /** What looks like a mistake but need not be one. */
  List<String> warnings() {
    return warnings;
  }

  /** What is in force for one of them and not for all. */
  List<EffectiveSetting> effective(List<EffectiveSetting> common) {
    Set<EffectiveSetting> known = new HashSet<>(common);
    List<EffectiveSetting> all = new ArrayList<>();
    effective.forEach(
        (id, settings) ->
            settings.stream()
                .filter(setting -> !known.contains(setting))
                .map(setting -> ofConnection(id, setting))
                .forEach(all::add));
    return all;
  }

  private static EffectiveSetting ofConnection(String id, EffectiveSetting setting) {
    String key = Setting.byVariable(setting.key()).map(Setting::key).orElse(setting.key());
    return new EffectiveSetting(
        "connections." + id + "." + key, setting.shownValue(), setting.source());
  }

  /** What is wrong with what is said of all is said where it holds for somebody. */
  private void showCommon(SettingReader common, Duration shutdownTimeout) {
    SettingReader silent = new SettingReader(layers, new ArrayList<>());
    Optional<ConnectionConfig> unused =
        new ConnectionReader(silent, request, protocols)
            .read(DaemonConfig.ONLY, true, shutdownTimeout);
    common.showAll(silent);
  }

  private Optional<ConnectionConfig> read(
      YamlConnection written, String id, Map<String, String> words, Duration shutdownTimeout) {
    List<YamlSection> sections = new ArrayList<>(List.of(written.settings().with(words)));
    written.template().ifPresent(template -> add(template, written, words, sections));
    SettingReader reader =
        new SettingReader(new ConnectionPlaces(layers, written.name(), sections), problems);
    ConnectionReader connection = new ConnectionReader(reader, request, protocols);
    Optional<ConnectionConfig> read = connection.read(id, required(written), shutdownTimeout);
    secrets.addAll(connection.secrets());
    warnings.addAll(reader.warnings());
    effective.put(id, reader.effective());
    return read;
  }

  private void add(
      Written template,
      YamlConnection written,
      Map<String, String> words,
      List<YamlSection> sections) {
    YamlSection found = layers.templates().get(template.text());
    if (found != null) {
      sections.add(found.with(words));
      return;
    }
    problems.add(
        new ConfigProblem(
            written.settings().path() + "template",
            Masking.shorten(template.text()),
            "expected the name of one of the templates: in the file"
                + Suggestion.didYouMean(template.text(), layers.templates().keySet()),
            layers.yamlAt(template.line())));
  }

  private boolean required(YamlConnection written) {
    if (written.required().isEmpty()) {
      return true;
    }
    Written word = written.required().get();
    switch (word.text().toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes" -> {
        return true;
      }
      case "off", "false", "no" -> {
        return false;
      }
      default -> {
        problems.add(
            new ConfigProblem(
                written.settings().path() + "required",
                Masking.shorten(word.text()),
                "expected on or off",
                layers.yamlAt(word.line())));
        return true;
      }
    }
  }

  private boolean isNew(YamlConnection written, String id) {
    Optional<String> left = Each.left(id);
    if (left.isPresent()) {
      problem(written, id, "there are no words for " + left.get() + " in its each:");
    } else if (!ID.matcher(id).matches()) {
      problem(written, id, ID_EXPECTED);
    } else if (!ids.add(id)) {
      problem(written, "", isThereTwice(id));
    } else if (ids.size() > Each.MOST) {
      if (ids.size() == Each.MOST + 1) {
        problem(written, "", "expected at most " + Each.MOST + " connections in all");
      }
    } else {
      return true;
    }
    return false;
  }

  private static String isThereTwice(String id) {
    return "expected different names, but " + id + " is there twice; put a placeholder into it";
  }

  private void problem(YamlConnection written, String shown, String text) {
    problems.add(
        new ConfigProblem(
            "connections." + Masking.shorten(written.name()),
            shown.equals(written.name()) ? "" : Masking.shorten(shown),
            text,
            layers.yamlAt(written.line())));
  }
}
