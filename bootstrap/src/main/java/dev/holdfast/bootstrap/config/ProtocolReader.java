package dev.holdfast.bootstrap.config;

import dev.holdfast.application.port.out.SessionProtocol;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads which session protocol is spoken: one that comes with the product, or one in a file. */
final class ProtocolReader {

  private final SettingReader reader;
  private final KnownProtocols protocols;
  private final Path folder;

  /**
   * A reader.
   *
   * @param protocols those to choose from
   * @param folder where relative paths start
   */
  ProtocolReader(SettingReader reader, KnownProtocols protocols, Path folder) {
    this.reader = reader;
    this.protocols = protocols;
    this.folder = folder;
  }

  /** What is spoken; empty if it is unknown or wrong, which is noted. */
  Optional<ProtocolChoice> read() {
    Found found = reader.find(Setting.GATEWAY_PROTOCOL).orElseThrow();
    String text = found.value().strip();
    if (ProtocolFile.isOne(text)) {
      reader.show(Setting.GATEWAY_PROTOCOL, text);
      return inFile(found, text);
    }
    String name = text.toLowerCase(Locale.ROOT);
    reader.show(Setting.GATEWAY_PROTOCOL, name);
    Optional<SessionProtocol> known = protocols.byName(name);
    if (known.isEmpty()) {
      reader.wrong(
          found,
          "one of "
              + String.join(", ", protocols.names())
              + " or a file such as my-gateway.yaml"
              + Suggestion.didYouMean(name, protocols.names()));
    }
    return known.map(protocol -> new ProtocolChoice(name, protocol, Optional.empty()));
  }

  private Optional<ProtocolChoice> inFile(Found found, String text) {
    try {
      SessionProtocol described = protocols.inFile(folder.resolve(text), text);
      return Optional.of(new ProtocolChoice(text, described, Optional.of(described)));
    } catch (InvalidPathException e) {
      reader.wrong(found, "the path of a file");
    } catch (ConfigException e) {
      e.problems().forEach(reader::problem);
    }
    return Optional.empty();
  }

  /**
   * What is spoken.
   *
   * @param written what the user calls it
   * @param protocol itself
   * @param described the same if a file describes it
   */
  record ProtocolChoice(
      String written, SessionProtocol protocol, Optional<SessionProtocol> described) {}
}
