package dev.holdfast.bootstrap.config;

import dev.holdfast.domain.time.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The options of one entry of a list, such as a sink, each read once, by type. A wrong value is a
 * problem and reads as the default; an option that nobody read is a problem too.
 */
final class EntryOptions {

  private static final Set<String> ON = Set.of("on", "true", "yes");
  private static final Set<String> OFF = Set.of("off", "false", "no");

  private final SettingReader reader;
  private final ConfigRequest request;
  private final String place;
  private final String source;
  private final Map<String, EntryOption> written;
  private final Set<String> known = new TreeSet<>();
  private final List<String> secrets = new ArrayList<>();

  /**
   * The options of an entry.
   *
   * @param place the entry as the user knows it: {@code sinks[0]}; empty if it comes from
   *     variables, which are shown elsewhere
   * @param source where it was written
   */
  EntryOptions(
      SettingReader reader,
      ConfigRequest request,
      String place,
      String source,
      Map<String, EntryOption> written) {
    this.reader = reader;
    this.request = request;
    this.place = place;
    this.source = source;
    this.written = written;
  }

  /**
   * The options of an entry of the YAML file.
   *
   * @param place the entry as the user knows it: {@code sinks[0]}
   */
  static EntryOptions of(
      WrittenEntry written, String place, SettingReader reader, ConfigRequest request) {
    Map<String, EntryOption> options = new LinkedHashMap<>();
    written
        .options()
        .forEach(
            (key, value) ->
                options.put(
                    key,
                    new EntryOption(
                        value.text(), place + "." + key, reader.places().yamlAt(value.line()))));
    return new EntryOptions(
        reader, request, place, reader.places().yamlAt(written.line()), options);
  }

  /** What must not be printed. */
  List<String> secrets() {
    return secrets;
  }

  /** A text, or empty. */
  Optional<String> text(String key) {
    Optional<EntryOption> option = take(key);
    option.ifPresent(given -> show(key, Masking.shorten(given.text()), given.source()));
    return option.map(EntryOption::text).map(String::strip);
  }

  /** A text; it is a problem if there is none. */
  Optional<String> required(String key, String expected) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      reader.problem(ConfigProblem.about(key(key), source, "is missing: expected " + expected));
    }
    return text;
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  <E extends Enum<E>> E choice(String key, E byDefault) {
    List<E> all = Arrays.asList(byDefault.getDeclaringClass().getEnumConstants());
    return parsed(
        key,
        byDefault,
        EntryOptions::id,
        SettingReader.oneOf(all.stream().map(EntryOptions::id).toList()),
        text -> all.stream().filter(each -> id(each).equals(text)).findFirst());
  }

  /** A whole number within a range. */
  long number(String key, long byDefault, long least, long most) {
    return parsed(
        key,
        byDefault,
        value -> Long.toString(value),
        "a whole number from " + least + " to " + most,
        text -> SettingReader.number(text).filter(each -> each >= least && each <= most));
  }

  /** A whole number within a range, or a word for none. */
  OptionalLong numberOr(String word, String key, OptionalLong byDefault, long least, long most) {
    return parsed(
        key,
        byDefault,
        value -> value.isPresent() ? Long.toString(value.getAsLong()) : word,
        "a whole number from " + least + " to " + most + ", or " + word,
        text ->
            text.equals(word)
                ? Optional.of(OptionalLong.empty())
                : SettingReader.number(text)
                    .filter(each -> each >= least && each <= most)
                    .map(OptionalLong::of));
  }

  /** A duration within a range. */
  Duration duration(String key, Duration byDefault, DurationRange range) {
    return parsed(
        key,
        byDefault,
        DurationText::format,
        DurationText.EXPECTED + ", " + range.words(),
        text -> DurationText.parse(text).filter(range::contains));
  }

  /** On or off. */
  boolean onOff(String key, boolean byDefault) {
    return parsed(
        key,
        byDefault,
        value -> value ? "on" : "off",
        "on or off",
        text ->
            ON.contains(text)
                ? Optional.of(true)
                : OFF.contains(text) ? Optional.of(false) : Optional.empty());
  }

  /** Anything else. */
  <T> T parsed(
      String key,
      T byDefault,
      Function<T, String> shown,
      String expected,
      Function<String, Optional<T>> parser) {
    Optional<EntryOption> option = take(key);
    Optional<T> value = option.map(EntryOption::text).map(EntryOptions::lower).flatMap(parser);
    if (option.isPresent() && value.isEmpty()) {
      wrong(option.get(), Masking.shorten(option.get().text()), expected);
    }
    T inForce = value.orElse(byDefault);
    show(key, shown.apply(inForce), option.map(EntryOption::source).orElse("default"));
    return inForce;
  }

  /** A path; a relative one begins in the folder of the process. */
  Optional<Path> path(String key) {
    Optional<EntryOption> option = take(key);
    option.ifPresent(given -> show(key, Masking.shorten(given.text()), given.source()));
    return option.flatMap(this::path);
  }

  /** A path; it is a problem if there is none. */
  Optional<Path> requiredPath(String key, String expected) {
    if (!written.containsKey(key)) {
      required(key, expected);
    }
    return path(key);
  }

  /**
   * A URL; it is a problem if there is none.
   *
   * @param schemes the schemes that it may have
   */
  Optional<URI> url(String key, List<String> schemes, String example) {
    String expected = "a URL such as " + example;
    Optional<EntryOption> option = take(key);
    if (option.isEmpty()) {
      reader.problem(ConfigProblem.about(key(key), source, "is missing: expected " + expected));
      return Optional.empty();
    }
    String shown = Masking.shorten(Masking.url(option.get().text()));
    show(key, shown, option.get().source());
    secrets.addAll(SecretValues.inQuery(option.get().text()));
    try {
      URI uri = new URI(option.get().text().strip());
      if (uri.getHost() != null
          && uri.getRawUserInfo() == null
          && schemes.contains(String.valueOf(uri.getScheme()))) {
        return Optional.of(uri);
      }
      String hint = uri.getRawUserInfo() == null ? "" : ", without user name and password";
      wrong(option.get(), shown, expected + hint);
    } catch (URISyntaxException e) {
      wrong(option.get(), shown, expected);
    }
    return Optional.empty();
  }

  /** A secret: itself, or as {@code KEY-file}, or as the variable that {@code KEY-env} names. */
  Optional<CredentialValue> secret(String key) {
    Optional<EntryOption> itself = take(key);
    Optional<EntryOption> file = take(key + "-file");
    Optional<EntryOption> variable = take(key + "-env");
    List<EntryOption> given = Stream.of(itself, file, variable).flatMap(Optional::stream).toList();
    if (given.size() > 1) {
      wrong(given.get(1), "", "only one, but " + given.get(0).key() + " is given too");
      return Optional.empty();
    }
    itself.ifPresent(option -> show(key, Masking.MASK, option.source()));
    file.ifPresent(option -> show(key + "-file", Masking.shorten(option.text()), option.source()));
    variable.ifPresent(
        option -> show(key + "-env", Masking.shorten(option.text()), option.source()));
    Optional<CredentialValue> value =
        itself
            .<CredentialValue>map(option -> new CredentialValue.Given(option.text()))
            .or(() -> variable.flatMap(this::variable));
    value.ifPresent(some -> secrets.add(((CredentialValue.Given) some).text()));
    return value.or(() -> file.flatMap(this::file));
  }

  /** The options of a section, as they are written, masked. */
  Map<String, String> section(String section) {
    Map<String, String> values = new LinkedHashMap<>();
    for (EntryOption option : List.copyOf(written.values())) {
      String start = key(section) + ".";
      if (option.key().startsWith(start)) {
        String name = option.key().substring(start.length());
        take(section + "." + name);
        values.put(name, option.text());
        secrets.addAll(SecretValues.inHeader(option.text()));
        show(section + "." + name, Masking.MASK, option.source());
      }
    }
    known.add(section);
    return values;
  }

  /** Adds a problem with an option that was read. */
  void wrong(String key, String expected) {
    EntryOption option = written.get(key);
    if (option != null) {
      wrong(option, Masking.shorten(option.text()), expected);
    }
  }

  /** Whether an option is given. */
  boolean has(String key) {
    return written.containsKey(key);
  }

  /** Adds a problem with the entry as a whole. */
  void missing(String words) {
    reader.problem(ConfigProblem.about(place, source, words));
  }

  /** Names every option that was not read. */
  void nothingElse() {
    written.forEach(
        (key, option) -> {
          if (!known.contains(key)) {
            reader.problem(
                ConfigProblem.about(
                    option.key(),
                    option.source(),
                    "unknown key" + Suggestion.didYouMean(key, known)));
          }
        });
  }

  private Optional<Path> path(EntryOption option) {
    try {
      return Optional.of(request.folder().resolve(option.text().strip()));
    } catch (InvalidPathException e) {
      wrong(option, Masking.shorten(option.text()), "the path of a file");
      return Optional.empty();
    }
  }

  private Optional<CredentialValue> file(EntryOption option) {
    Optional<Path> file = path(option);
    try {
      if (file.isPresent()) {
        secrets.add(CredentialFile.read(file.get()));
      }
      return file.map(CredentialValue.InFile::new);
    } catch (UnreadableFileException e) {
      wrong(
          option,
          Masking.shorten(option.text()),
          "a readable file with the value in it, but " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<CredentialValue> variable(EntryOption option) {
    String value = request.environment().getOrDefault(option.text().strip(), "");
    if (value.isEmpty()) {
      wrong(option, Masking.shorten(option.text()), "the name of a variable that is set");
      return Optional.empty();
    }
    return Optional.of(new CredentialValue.Given(value));
  }

  private Optional<EntryOption> take(String key) {
    known.add(key);
    return Optional.ofNullable(written.get(key));
  }

  private void wrong(EntryOption option, String shown, String expected) {
    reader.problem(new ConfigProblem(option.key(), shown, "expected " + expected, option.source()));
  }

  private void show(String key, String shown, String from) {
    if (!place.isEmpty()) {
      reader.showEntry(key(key), shown, from);
    }
  }

  private String key(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  private static String id(Enum<?> constant) {
    return lower(constant.name()).replace('_', '-');
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
