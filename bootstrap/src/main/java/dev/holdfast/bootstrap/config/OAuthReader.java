package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how to ask an OAuth 2 authorization server for a token. */
final class OAuthReader {

  private static final String EXPECTED =
      "an https:// URL such as https://login.example.com/oauth/token";

  private static final String HEADER = "client_secret_basic";
  private static final String BODY = "client_secret_post";

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  private static final List<Setting> PARTNERS =
      List.of(
          Setting.GATEWAY_OAUTH_CLIENT_ID,
          Setting.GATEWAY_OAUTH_CLIENT_SECRET,
          Setting.GATEWAY_OAUTH_CLIENT_SECRET_FILE,
          Setting.GATEWAY_OAUTH_CLIENT_AUTH,
          Setting.GATEWAY_OAUTH_SCOPE,
          Setting.GATEWAY_OAUTH_AUDIENCE,
          Setting.GATEWAY_OAUTH_CA_FILE);

  private final SettingReader reader;
  private final CredentialPartReader parts;
  private final Path folder;

  OAuthReader(SettingReader reader, CredentialPartReader parts, Path folder) {
    this.reader = reader;
    this.parts = parts;
    this.folder = folder;
  }

  /**
   * Reads all of it.
   *
   * @param limit how long one request may take
   */
  Optional<TokenIssuerConfig> read(Duration limit) {
    Optional<Found> url = reader.find(Setting.GATEWAY_OAUTH_TOKEN_URL);
    reader.show(Setting.GATEWAY_OAUTH_TOKEN_URL, url.map(Found::shown).orElse("not set"));
    Optional<URI> tokenUrl = url.flatMap(this::endpoint);
    Optional<String> clientId = parts.text(Setting.GATEWAY_OAUTH_CLIENT_ID);
    Optional<CredentialValue> secret =
        parts.part(Setting.GATEWAY_OAUTH_CLIENT_SECRET, Setting.GATEWAY_OAUTH_CLIENT_SECRET_FILE);
    boolean inBody =
        reader
            .choice(
                Setting.GATEWAY_OAUTH_CLIENT_AUTH,
                List.of(HEADER, BODY),
                name -> Optional.of(name).filter(List.of(HEADER, BODY)::contains))
            .filter(BODY::equals)
            .isPresent();
    Optional<String> scope = parts.text(Setting.GATEWAY_OAUTH_SCOPE);
    Optional<String> audience = parts.text(Setting.GATEWAY_OAUTH_AUDIENCE);
    Optional<Path> caFile =
        new TlsReader(reader, folder).authorities(Setting.GATEWAY_OAUTH_CA_FILE);
    requirePartners();
    if (tokenUrl.isEmpty() || clientId.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenIssuerConfig.ClientCredentials(
            tokenUrl.get(), clientId.get(), secret.get(), inBody, scope, audience, caFile, limit));
  }

  private void requirePartners() {
    PARTNERS.forEach(part -> reader.requirePartner(part, Setting.GATEWAY_OAUTH_TOKEN_URL));
    reader.requirePartner(Setting.GATEWAY_OAUTH_TOKEN_URL, Setting.GATEWAY_OAUTH_CLIENT_ID);
    if (reader.find(Setting.GATEWAY_OAUTH_CLIENT_SECRET_FILE).isEmpty()) {
      reader.requirePartner(Setting.GATEWAY_OAUTH_TOKEN_URL, Setting.GATEWAY_OAUTH_CLIENT_SECRET);
    }
  }

  private Optional<URI> endpoint(Found found) {
    try {
      URI url = new URI(found.value().strip());
      Optional<String> expected = expectedInstead(url);
      expected.ifPresent(words -> reader.wrong(found, words));
      if (expected.isEmpty() && isOpenToAll(url)) {
        reader.warn(found.key() + " is no https:// URL: everybody on the way can read the secret");
      }
      return expected.isPresent() ? Optional.empty() : Optional.of(url);
    } catch (URISyntaxException e) {
      reader.wrong(found, EXPECTED);
      return Optional.empty();
    }
  }

  /** What is wrong with a URL, in the words of what it should be; empty if nothing is. */
  private static Optional<String> expectedInstead(URI url) {
    String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    boolean http = scheme.equals("https") || scheme.equals("http");
    if (!http || url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
      return Optional.of(EXPECTED);
    }
    if (url.getRawUserInfo() != null) {
      return Optional.of(
          "a URL without user name and password; use GATEWAY_OAUTH_CLIENT_ID and"
              + " GATEWAY_OAUTH_CLIENT_SECRET");
    }
    if (url.getRawFragment() != null) {
      return Optional.of("a URL without a fragment (RFC 6749 section 3.2)");
    }
    return Optional.empty();
  }

  private static boolean isOpenToAll(URI url) {
    return url.getScheme().equalsIgnoreCase("http") && !LOOPBACK.matcher(url.getHost()).matches();
  }
}
