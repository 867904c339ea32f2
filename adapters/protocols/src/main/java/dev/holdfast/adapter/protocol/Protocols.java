package dev.holdfast.adapter.protocol;

import dev.holdfast.adapter.protocol.described.DescribedProtocol;
import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.adapter.protocol.description.DescriptionReader;
import dev.holdfast.application.port.out.SessionProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds session protocols by the name they have in configuration, or by their description. */
public final class Protocols {

  private static final List<SessionProtocol> WRITTEN_IN_JAVA =
      List.of(new RawProtocol(), new JsonProtocol());

  private static final List<String> DESCRIBED =
      List.of("ctc", "home-assistant", "ocpp-j", "ocpp-j-1.6", "ocpp-j-2.0.1", "signalk");

  private Protocols() {}

  /**
   * Finds one.
   *
   * @param name such as {@code raw}
   * @return empty if there is none of that name
   */
  public static Optional<SessionProtocol> byName(String name) {
    return WRITTEN_IN_JAVA.stream()
        .filter(protocol -> protocol.profile().name().equals(name))
        .findFirst()
        .or(() -> description(name).map(text -> builtIn(name, text)));
  }

  /** All names, in the order in which to offer them. */
  public static List<String> names() {
    return Stream.concat(
            WRITTEN_IN_JAVA.stream().map(protocol -> protocol.profile().name()), DESCRIBED.stream())
        .toList();
  }

  /**
   * The description of one that comes with the product, to be changed and used under another name.
   *
   * @param name such as {@code ctc}
   * @return YAML; empty if there is none of that name, or if it is written in Java
   */
  public static Optional<String> description(String name) {
    if (!DESCRIBED.contains(name)) {
      return Optional.empty();
    }
    String file = name + ".yaml";
    try (InputStream stream = Protocols.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is not in this library");
      }
      return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " of this library cannot be read", e);
    }
  }

  /**
   * One that is described.
   *
   * @param file what to call the description in the text of problems
   * @param text YAML, at most 256 Ki characters
   * @throws DescriptionException with everything that is wrong with it
   */
  public static DescribedProtocol described(String file, String text) throws DescriptionException {
    return new DescribedProtocol(DescriptionReader.read(file, text));
  }

  private static SessionProtocol builtIn(String name, String text) {
    try {
      return described(name + ".yaml", text);
    } catch (DescriptionException e) {
      throw new IllegalStateException("a description of this library is wrong", e);
    }
  }
}
