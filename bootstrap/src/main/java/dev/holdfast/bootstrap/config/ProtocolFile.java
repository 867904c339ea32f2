package dev.holdfast.bootstrap.config;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.adapter.protocol.described.DescribedProtocol;
import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.adapter.protocol.description.DescriptionProblem;
import java.nio.file.Path;
import java.util.List;

/** A session protocol that is described in a file of the user's. */
public final class ProtocolFile {

  private static final int BYTES_MOST = 1 << 20;

  private ProtocolFile() {}

  /** Whether a text names such a file rather than a protocol that comes with the product. */
  public static boolean isOne(String text) {
    return text.endsWith(".yaml") || text.endsWith(".yml");
  }

  /**
   * Reads one.
   *
   * @param file YAML in UTF-8
   * @param shown what to call it in the text of problems
   * @throws ConfigException with everything that is wrong with it
   */
  public static DescribedProtocol read(Path file, String shown) throws ConfigException {
    return described(text(file, shown), shown);
  }

  static String text(Path file, String shown) throws ConfigException {
    try {
      return TextFile.read(file, BYTES_MOST);
    } catch (UnreadableFileException e) {
      throw new ConfigException(
          List.of(
              ConfigProblem.inFile(
                  shown, "expected a file that describes a protocol, but " + e.getMessage())));
    }
  }

  static DescribedProtocol described(String text, String shown) throws ConfigException {
    try {
      return Protocols.described(shown, text);
    } catch (DescriptionException e) {
      throw new ConfigException(e.problems().stream().map(ProtocolFile::problem).toList());
    }
  }

  private static ConfigProblem problem(DescriptionProblem problem) {
    String guess =
        problem.written().isEmpty()
            ? ""
            : Suggestion.didYouMean(problem.written(), problem.known());
    return ConfigProblem.inFile(problem.where(), problem.text() + guess);
  }
}
