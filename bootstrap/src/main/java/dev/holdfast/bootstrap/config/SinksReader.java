package dev.holdfast.bootstrap.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads where messages go: the list in the YAML file, and what the variables for the common cases
 * add to it. Without either, standard output.
 */
final class SinksReader {

  private static final int COUNT_MOST = 16;

  /** The variables of each type, by the option that they stand for. */
  private static final Map<String, Map<String, Setting>> SHORTCUTS = shortcuts();

  private final SettingReader reader;
  private final ConfigRequest request;
  private final List<SinkConfig> sinks = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<Path> files = new HashSet<>();

  SinksReader(SettingReader reader, ConfigRequest request) {
    this.reader = reader;
    this.request = request;
  }

  /** The sinks, at least one if there is no problem. */
  List<SinkConfig> read() {
    List<WrittenEntry> written = reader.places().list("sinks");
    for (int i = 0; i < written.size(); i++) {
      listed("sinks[" + i + "]", written.get(i));
    }
    SHORTCUTS.forEach(this::shortcut);
    if (sinks.size() > COUNT_MOST) {
      reader.problem(
          ConfigProblem.about(
              "sinks", reader.places().yamlAt(0), "expected at most " + COUNT_MOST));
    }
    boolean nothing = written.isEmpty() && sinks.isEmpty();
    if (nothing) {
      new SinkReader(new EntryOptions(reader, request, "", "default", Map.of()))
          .read("stdout", "stdout")
          .ifPresent(sinks::add);
      reader.showEntry("sinks", "stdout", "default");
    }
    return sinks;
  }

  /** What must not be printed. */
  List<String> secrets() {
    return secrets;
  }

  private void listed(String place, WrittenEntry written) {
    String source = reader.places().yamlAt(written.line());
    sink(EntryOptions.of(written, place, reader, request), place, source);
  }

  private void shortcut(String type, Map<String, Setting> settings) {
    Map<String, EntryOption> options = new LinkedHashMap<>();
    settings.forEach(
        (key, setting) -> {
          Optional<Found> found = reader.find(setting);
          reader.show(setting, found.map(Found::shown).orElse("not set"));
          found.ifPresent(
              value ->
                  options.put(key, new EntryOption(value.value(), value.key(), value.source())));
        });
    if (options.isEmpty()) {
      return;
    }
    // A secret alone makes no sink: templates set one and leave the rest to the file.
    String first = settings.keySet().iterator().next();
    EntryOption main = options.get(first);
    if (main == null) {
      options.forEach(
          (key, option) ->
              reader.problem(
                  ConfigProblem.about(
                      option.key(),
                      option.source(),
                      "means nothing without " + settings.get(first))));
      return;
    }
    options.put("type", new EntryOption(type, main.key(), main.source()));
    sink(new EntryOptions(reader, request, "", main.source(), options), main.key(), main.source());
  }

  private void sink(EntryOptions options, String place, String source) {
    Optional<String> type =
        options
            .required("type", SettingReader.oneOf(SinkReader.TYPES))
            .map(text -> text.toLowerCase(Locale.ROOT));
    if (type.isEmpty()) {
      return;
    }
    if (!SinkReader.TYPES.contains(type.get())) {
      options.wrong(
          "type",
          SettingReader.oneOf(SinkReader.TYPES)
              + Suggestion.didYouMean(type.get(), SinkReader.TYPES));
      return;
    }
    String name = options.text("name").orElseGet(() -> freeName(type.get()));
    if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
      options.wrong("name", "1 to 60 letters, digits, dots, hyphens or underscores");
    } else if (!names.add(name)) {
      options.wrong("name", "a name that no other sink has");
    }
    Optional<SinkConfig> sink = new SinkReader(options).read(type.get(), name);
    secrets.addAll(options.secrets());
    sink.ifPresent(read -> add(read, place, source));
  }

  private void add(SinkConfig sink, String place, String source) {
    boolean sameFile =
        sink instanceof SinkConfig.File file
            && !files.add(file.path().toAbsolutePath().normalize());
    boolean sameOutput =
        sink instanceof SinkConfig.StandardOutput
            && sinks.stream().anyMatch(SinkConfig.StandardOutput.class::isInstance);
    if (sameFile || sameOutput) {
      reader.problem(ConfigProblem.about(place, source, "another sink writes there already"));
    }
    sinks.add(sink);
  }

  private String freeName(String type) {
    return Stream.iterate(1, i -> i + 1)
        .map(i -> i == 1 ? type : type + "-" + i)
        .filter(name -> !names.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Map<String, Setting>> shortcuts() {
    Map<String, Map<String, Setting>> all = new LinkedHashMap<>();
    all.put("file", Map.of("path", Setting.SINK_FILE));
    Map<String, Setting> webhook = new LinkedHashMap<>();
    webhook.put("url", Setting.SINK_WEBHOOK_URL);
    webhook.put("secret", Setting.SINK_WEBHOOK_SECRET);
    webhook.put("secret-file", Setting.SINK_WEBHOOK_SECRET_FILE);
    all.put("webhook", webhook);
    Map<String, Setting> mqtt = new LinkedHashMap<>();
    mqtt.put("url", Setting.SINK_MQTT_URL);
    mqtt.put("topic", Setting.SINK_MQTT_TOPIC);
    mqtt.put("username", Setting.SINK_MQTT_USERNAME);
    mqtt.put("password", Setting.SINK_MQTT_PASSWORD);
    mqtt.put("password-file", Setting.SINK_MQTT_PASSWORD_FILE);
    all.put("mqtt", mqtt);
    return all;
  }
}
