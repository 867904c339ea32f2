package dev.holdfast.bootstrap.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads single parts of the credentials: each is given itself or as a file that holds it. */
final class CredentialPartReader {

  private final SettingReader reader;
  private final Path folder;
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);

  CredentialPartReader(SettingReader reader, Path folder) {
    this.reader = reader;
    this.folder = folder;
  }

  /**
   * Reads one part.
   *
   * @param itself the setting that holds it
   * @param file the setting that names the file
   */
  Optional<CredentialValue> part(Setting itself, Setting file) {
    Optional<Found> given = reader.find(itself);
    Optional<Found> inFile = reader.find(file);
    given.map(Found::value).ifPresent(value -> values.put(itself, value));
    if (given.isPresent() && inFile.isPresent()) {
      notBoth(inFile.get(), given.get());
      return Optional.empty();
    }
    if (inFile.isPresent()) {
      reader.show(itself, "not set");
      reader.show(file, inFile.get().shown());
      return file(itself, inFile.get());
    }
    return text(itself).map(CredentialValue.Given::new);
  }

  /** Reads a setting that is sent as it stands, so that it must fit on one line. */
  Optional<String> text(Setting setting) {
    Optional<Found> given = reader.find(setting);
    reader.show(setting, given.map(Found::shown).orElse("not set"));
    if (given.isPresent() && given.get().value().chars().anyMatch(Character::isISOControl)) {
      reader.wrong(given.get(), "no line breaks and no other control characters");
      return Optional.empty();
    }
    return given.map(Found::value);
  }

  /** Says that two settings exclude each other. */
  void notBoth(Found wrong, Found given) {
    reader.wrong(
        wrong, "only one of both, but " + given.key() + " is given too (" + given.source() + ")");
  }

  /** What a part was when it was read, in a file or not; empty if there was none. */
  Optional<String> value(Setting itself) {
    return Optional.ofNullable(values.get(itself));
  }

  private Optional<CredentialValue> file(Setting itself, Found found) {
    try {
      Path file = folder.resolve(found.value().strip());
      values.put(itself, CredentialFile.read(file));
      return Optional.of(new CredentialValue.InFile(file));
    } catch (UnreadableFileException e) {
      reader.wrong(found, "a readable file with the value in it, but " + e.getMessage());
    } catch (InvalidPathException e) {
      reader.wrong(found, "the path of a file");
    }
    return Optional.empty();
  }
}
