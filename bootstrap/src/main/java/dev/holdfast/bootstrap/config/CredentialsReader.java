package dev.holdfast.bootstrap.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the credentials: each part is given itself or as a file that holds it. */
final class CredentialsReader {

  private final SettingReader reader;
  private final Path folder;
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);

  CredentialsReader(SettingReader reader, Path folder) {
    this.reader = reader;
    this.folder = folder;
  }

  CredentialsConfig read() {
    return new CredentialsConfig(
        part(Setting.GATEWAY_EMAIL, Setting.GATEWAY_EMAIL_FILE),
        part(Setting.GATEWAY_PASSWORD, Setting.GATEWAY_PASSWORD_FILE),
        part(Setting.GATEWAY_TOKEN, Setting.GATEWAY_TOKEN_FILE));
  }

  /** The passwords and tokens that were seen, those in files included. */
  List<String> secrets() {
    Optional<String> email = Optional.ofNullable(values.get(Setting.GATEWAY_EMAIL));
    Optional<String> password = Optional.ofNullable(values.get(Setting.GATEWAY_PASSWORD));
    Optional<String> token = Optional.ofNullable(values.get(Setting.GATEWAY_TOKEN));
    return Stream.of(password, token, SecretValues.basic(email, password))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<CredentialValue> part(Setting itself, Setting file) {
    Optional<Found> given = reader.find(itself);
    Optional<Found> inFile = reader.find(file);
    given.map(Found::value).ifPresent(value -> values.put(itself, value));
    if (given.isPresent() && inFile.isPresent()) {
      reader.wrong(
          inFile.get(),
          "only one of both, but "
              + given.get().key()
              + " is given too ("
              + given.get().source()
              + ")");
      return Optional.empty();
    }
    reader.show(itself, given.map(Found::shown).orElse("not set"));
    if (inFile.isPresent()) {
      reader.show(file, inFile.get().shown());
      return file(itself, inFile.get());
    }
    if (given.isPresent() && given.get().value().chars().anyMatch(Character::isISOControl)) {
      reader.wrong(given.get(), "no line breaks and no other control characters");
      return Optional.empty();
    }
    return given.map(found -> new CredentialValue.Given(found.value()));
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
