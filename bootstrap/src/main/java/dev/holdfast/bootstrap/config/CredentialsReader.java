package dev.holdfast.bootstrap.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the credentials, and where each part of them comes from. */
final class CredentialsReader {

  private final SettingReader reader;
  private final CredentialPartReader parts;
  private final TokenIssuerReader issuerReader;

  /** The word for yes. */
  private static final String ON = "on";

  CredentialsReader(SettingReader reader, ConfigRequest request) {
    this.reader = reader;
    this.parts = new CredentialPartReader(reader, request.folder());
    this.issuerReader = new TokenIssuerReader(reader, parts, request);
  }

  CredentialsConfig read() {
    CredentialsConfig credentials =
        new CredentialsConfig(
            parts.part(Setting.GATEWAY_EMAIL, Setting.GATEWAY_EMAIL_FILE),
            parts.part(Setting.GATEWAY_PASSWORD, Setting.GATEWAY_PASSWORD_FILE),
            parts.part(Setting.GATEWAY_TOKEN, Setting.GATEWAY_TOKEN_FILE),
            issuerReader.read(),
            rotateBeforeExpiry());
    requireOneToken();
    return credentials;
  }

  /** The passwords and tokens that were seen, those in files included. */
  List<String> secrets() {
    Optional<String> email = parts.value(Setting.GATEWAY_EMAIL);
    Optional<String> password = parts.value(Setting.GATEWAY_PASSWORD);
    return Stream.of(
            password,
            parts.value(Setting.GATEWAY_TOKEN),
            parts.value(Setting.GATEWAY_OAUTH_CLIENT_SECRET),
            SecretValues.basic(email, password))
        .flatMap(Optional::stream)
        .toList();
  }

  private boolean rotateBeforeExpiry() {
    List<String> names = List.of("off", ON);
    return reader
        .choice(
            Setting.CONNECTION_ROTATE_BEFORE_EXPIRY,
            names,
            name -> Optional.of(name).filter(names::contains))
        .filter(ON::equals)
        .isPresent();
  }

  private void requireOneToken() {
    List<Found> given =
        Stream.of(
                reader
                    .find(Setting.GATEWAY_TOKEN)
                    .or(() -> reader.find(Setting.GATEWAY_TOKEN_FILE)),
                reader.find(Setting.GATEWAY_TOKEN_COMMAND),
                reader.find(Setting.GATEWAY_OAUTH_TOKEN_URL))
            .flatMap(Optional::stream)
            .toList();
    given.stream().skip(1).forEach(another -> parts.notBoth(another, given.get(0)));
  }
}
