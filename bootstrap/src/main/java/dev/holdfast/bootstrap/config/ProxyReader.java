package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads which proxies there are: {@code GATEWAY_PROXY}, or else the variables that all programs
 * share. Of those the lower-case one wins, as with curl and Python.
 */
final class ProxyReader {

  private static final String ENVIRONMENT = "environment";
  private static final String OFF = "off";
  private static final List<String> FOR_WS =
      List.of("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");
  private static final List<String> FOR_WSS =
      List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
  private static final List<String> EXCEPTIONS = List.of("no_proxy", "NO_PROXY");

  private final SettingReader reader;
  private final ConfigRequest request;
  private final List<String> secrets = new ArrayList<>();
  private Optional<CredentialValue> passwordFile = Optional.empty();
  private String passwordInFile = "";
  private boolean fileWithoutUser = true;

  ProxyReader(SettingReader reader, ConfigRequest request) {
    this.reader = reader;
    this.request = request;
  }

  /**
   * Reads them.
   *
   * @param endpoints the gateway's addresses: a variable that none of them needs may hold anything
   */
  ProxyConfig read(List<URI> endpoints) {
    Optional<Found> own = reader.find(Setting.GATEWAY_PROXY);
    reader.show(Setting.GATEWAY_PROXY, own.map(Found::shown).orElse("not set"));
    passwordFile = passwordFile();
    boolean off = own.map(Found::value).filter(ProxyReader::isOff).isPresent();
    ProxyConfig proxies = off ? ProxyConfig.none() : proxies(own, endpoints);
    if (!off && passwordFile.isPresent() && fileWithoutUser) {
      reader
          .find(Setting.GATEWAY_PROXY_PASSWORD_FILE)
          .ifPresent(
              found -> reader.wrong(found, "a proxy with a user name but no password beside it"));
    }
    return proxies;
  }

  /** The passwords that were seen, as they are written and as they are sent. */
  List<String> secrets() {
    return secrets.stream().distinct().toList();
  }

  private ProxyConfig proxies(Optional<Found> own, List<URI> endpoints) {
    String exceptions = exceptions();
    if (own.isPresent()) {
      Found found = own.get();
      Optional<ProxyConfig.Server> both =
          server(
              found.value(),
              found.key() + ", " + found.source(),
              expected -> reader.wrong(found, expected));
      return new ProxyConfig(both, both, exceptions);
    }
    boolean plain = endpoints.stream().anyMatch(uri -> uri.getScheme().equalsIgnoreCase("ws"));
    // A redirect may lead from ws to wss, but never back.
    return new ProxyConfig(plain ? shared(FOR_WS) : Optional.empty(), shared(FOR_WSS), exceptions);
  }

  private Optional<ProxyConfig.Server> shared(List<String> names) {
    return variable(names)
        .flatMap(
            found ->
                server(
                    found.getValue(),
                    found.getKey() + ", " + ENVIRONMENT,
                    expected ->
                        reader.problem(
                            new ConfigProblem(
                                found.getKey(),
                                Masking.proxy(found.getValue()),
                                "expected " + expected + "; GATEWAY_PROXY=off does without",
                                ENVIRONMENT))));
  }

  private Optional<Map.Entry<String, String>> variable(List<String> names) {
    return names.stream()
        .filter(name -> !request.environment().getOrDefault(name, "").isBlank())
        .findFirst()
        .map(name -> Map.entry(name, request.environment().get(name)));
  }

  private String exceptions() {
    return variable(EXCEPTIONS).map(Map.Entry::getValue).orElse("");
  }

  private Optional<ProxyConfig.Server> server(String text, String source, Complaint complaint) {
    ProxyUrl url;
    try {
      url = ProxyUrl.parse(text.strip());
    } catch (IllegalArgumentException e) {
      complaint.about(String.valueOf(e.getMessage()));
      // Nobody knows whether that one had a user name.
      fileWithoutUser = false;
      return Optional.empty();
    }
    Optional<CredentialValue> password = url.password().map(CredentialValue.Given::new);
    url.password().ifPresent(word -> learn(text, url.user(), word));
    if (url.user().isPresent() && password.isEmpty()) {
      password = passwordFile;
      fileWithoutUser = false;
      SecretValues.basic(url.user(), passwordFile.map(file -> passwordInFile))
          .ifPresent(secrets::add);
    }
    return Optional.of(
        new ProxyConfig.Server(url.kind(), url.host(), url.port(), url.user(), password, source));
  }

  private void learn(String text, Optional<String> user, String password) {
    String login = text.substring(text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3);
    String written = login.substring(login.indexOf(':') + 1, login.lastIndexOf('@'));
    secrets.add(password);
    secrets.add(written);
    SecretValues.basic(user, Optional.of(password)).ifPresent(secrets::add);
  }

  private Optional<CredentialValue> passwordFile() {
    Optional<Found> found = reader.find(Setting.GATEWAY_PROXY_PASSWORD_FILE);
    reader.show(Setting.GATEWAY_PROXY_PASSWORD_FILE, found.map(Found::shown).orElse("not set"));
    return found.flatMap(this::passwordFile);
  }

  private Optional<CredentialValue> passwordFile(Found found) {
    try {
      CredentialValue.InFile file =
          new CredentialValue.InFile(request.folder().resolve(found.value().strip()));
      passwordInFile = CredentialFile.read(file.file());
      secrets.add(passwordInFile);
      return Optional.of(file);
    } catch (UnreadableFileException e) {
      reader.wrong(found, "a readable file with the password in it, but " + e.getMessage());
    } catch (InvalidPathException e) {
      reader.wrong(found, "the path of a file");
    }
    return Optional.empty();
  }

  private static boolean isOff(String text) {
    return text.strip().equalsIgnoreCase(OFF);
  }

  /** Says what was expected instead. */
  private interface Complaint {
    void about(String expected);
  }
}
