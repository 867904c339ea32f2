package dev.holdfast.bootstrap.config;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.application.port.out.SessionProtocol;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session protocols there are: those that come with the product, and those that files describe.
 * One object each, whoever asks, as long as the file says the same: so a thousand connections share
 * it, and whoever compares sees whether it has changed. Not for several threads at once.
 */
final class KnownProtocols {

  private record Described(String text, SessionProtocol protocol) {}

  private final List<String> names;
  private final Map<String, SessionProtocol> named = new LinkedHashMap<>();
  private final Map<Path, Described> described = new LinkedHashMap<>();

  /**
   * Those to choose from.
   *
   * @param names of those that come with the product
   * @throws IllegalArgumentException if there is no session protocol of one of these names
   */
  KnownProtocols(List<String> names) {
    this.names = List.copyOf(names);
    for (String name : names) {
      if (!Protocols.names().contains(name)) {
        throw new IllegalArgumentException("no session protocol " + name);
      }
    }
  }

  /** The names of those that come with the product. */
  List<String> names() {
    return names;
  }

  /** One that comes with the product. */
  Optional<SessionProtocol> byName(String name) {
    if (!names.contains(name)) {
      return Optional.empty();
    }
    SessionProtocol known = named.get(name);
    if (known == null) {
      known = Protocols.byName(name).orElseThrow();
      named.put(name, known);
    }
    return Optional.of(known);
  }

  /**
   * One that a file describes.
   *
   * @param shown what to call the file
   * @throws ConfigException with everything that is wrong with it
   */
  SessionProtocol inFile(Path file, String shown) throws ConfigException {
    String text = ProtocolFile.text(file, shown);
    Described known = described.get(file);
    if (known == null || !known.text().equals(text)) {
      known = new Described(text, ProtocolFile.described(text, shown));
      described.put(file, known);
    }
    return known.protocol();
  }
}
