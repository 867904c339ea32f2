package dev.holdfast.bootstrap.config;

import dev.holdfast.domain.time.DurationText;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads who issues tokens: a command or an authorization server. */
final class TokenIssuerReader {

  private static final Duration HOUR = Duration.ofHours(1);

  private static final String SEARCH_PATH = "PATH";

  private final SettingReader reader;
  private final ConfigRequest request;
  private final OAuthReader oauthReader;

  TokenIssuerReader(SettingReader reader, CredentialPartReader parts, ConfigRequest request) {
    this.reader = reader;
    this.request = request;
    this.oauthReader = new OAuthReader(reader, parts, request.folder());
  }

  /** Whoever was given; if there were both, the caller says so. */
  Optional<TokenIssuerConfig> read() {
    Optional<Found> command = reader.find(Setting.GATEWAY_TOKEN_COMMAND);
    reader.show(Setting.GATEWAY_TOKEN_COMMAND, command.map(Found::shown).orElse("not set"));
    Duration limit = limit();
    Optional<TokenIssuerConfig> server = oauthReader.read(limit);
    return command
        .flatMap(this::words)
        .<TokenIssuerConfig>map(words -> new TokenIssuerConfig.Command(words, limit))
        .or(() -> server);
  }

  /** A token that comes when the attempt has timed out helps nobody, and hides who was slow. */
  private Duration limit() {
    Duration limit = reader.duration(Setting.GATEWAY_TOKEN_TIMEOUT, DurationRange.aboveZero(HOUR));
    boolean used =
        reader.find(Setting.GATEWAY_TOKEN_COMMAND).isPresent()
            || reader.find(Setting.GATEWAY_OAUTH_TOKEN_URL).isPresent();
    Optional<Duration> attempt =
        reader.find(Setting.CONNECTION_TIMEOUT).map(Found::value).flatMap(DurationText::parse);
    if (used && attempt.filter(whole -> limit.compareTo(whole) >= 0).isPresent()) {
      reader
          .find(Setting.GATEWAY_TOKEN_TIMEOUT)
          .ifPresent(
              found ->
                  reader.wrong(
                      found,
                      "a duration shorter than CONNECTION_TIMEOUT, which is "
                          + DurationText.format(attempt.get())));
    }
    return limit;
  }

  private Optional<List<String>> words(Found found) {
    try {
      List<String> words = CommandWords.split(found.value());
      if (canBeRun(words.get(0))) {
        return Optional.of(words);
      }
      reader.wrong(found, "a program that can be run; there is none of that name");
    } catch (IllegalArgumentException e) {
      reader.wrong(found, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private boolean canBeRun(String program) {
    if (program.indexOf('/') >= 0) {
      return isProgram(request.folder(), program);
    }
    Optional<String> folders = Optional.ofNullable(request.environment().get(SEARCH_PATH));
    // Without one the system has its own idea of where programs are.
    return folders.isEmpty()
        || Arrays.stream(folders.get().split(File.pathSeparator))
            .anyMatch(folder -> isProgram(request.folder().resolve(folder), program));
  }

  private static boolean isProgram(Path folder, String name) {
    try {
      Path file = folder.resolve(name);
      return Files.isRegularFile(file) && Files.isExecutable(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
