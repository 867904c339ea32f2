package dev.holdfast.bootstrap.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where the control API listens, and the token that it asks for. */
final class AdminReader {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");

  private static final int PORT_MOST = 65_535;

  /** What a header can carry, and nobody guesses. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{16,}");

  private static final String ADDRESS_EXPECTED =
      "an address with a port such as 127.0.0.1:9470 or [::1]:9470, or off";

  private final SettingReader reader;
  private final CredentialPartReader parts;

  AdminReader(SettingReader reader, Path folder) {
    this.reader = reader;
    this.parts = new CredentialPartReader(reader, folder);
  }

  /** Reads it; empty if it is off, or if something is wrong with it. */
  Optional<AdminConfig> read() {
    Optional<String> token = token();
    Found found = reader.find(Setting.ADMIN_ADDRESS).orElseThrow();
    String text = found.value().strip();
    reader.show(Setting.ADMIN_ADDRESS, text);
    if (text.equalsIgnoreCase("off")) {
      return Optional.empty();
    }
    Optional<AdminAddress> address = address(text, found.byDefault());
    if (address.isEmpty()) {
      reader.wrong(found, ADDRESS_EXPECTED);
    } else if (!address.get().loopback() && token.isEmpty()) {
      reader.wrong(
          found,
          "a loopback address such as 127.0.0.1:9470, or ADMIN_TOKEN to be given too, because other"
              + " machines can reach it");
    }
    return address.map(where -> new AdminConfig(where, token));
  }

  /** The token, if one was seen. */
  List<String> secrets() {
    return parts.value(Setting.ADMIN_TOKEN).stream().toList();
  }

  private static Optional<AdminAddress> address(String text, boolean byDefault) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > PORT_MOST) {
      return Optional.empty();
    }
    String host = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2));
    return Optional.of(new AdminAddress(host, Integer.parseInt(matcher.group(3)), byDefault));
  }

  private Optional<String> token() {
    // The value is kept as it was read: clients are asked for it from the start to the end.
    Optional<CredentialValue> part = parts.part(Setting.ADMIN_TOKEN, Setting.ADMIN_TOKEN_FILE);
    Optional<String> token = part.flatMap(given -> parts.value(Setting.ADMIN_TOKEN));
    if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
      reader
          .find(Setting.ADMIN_TOKEN)
          .or(() -> reader.find(Setting.ADMIN_TOKEN_FILE))
          .ifPresent(
              found -> reader.wrong(found, "at least 16 letters, digits or signs without blanks"));
    }
    return token;
  }
}
