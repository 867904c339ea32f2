package dev.holdfast.adapter.simulation.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scenarios that come with the product, and those of the user's own files. */
public final class Scenarios {

  /** A scenario is small; a larger file is something else. */
  private static final int BYTES_MAX = 1 << 20;

  private static final List<String> NAMES =
      List.of(
          "outage",
          "deploy-1012",
          "rolling-restart",
          "flapping",
          "partition",
          "idle-cut",
          "slow-recovery",
          "lossy-heartbeats",
          "frozen-gateway",
          "overload-503",
          "connection-limit",
          "cold-start",
          "million");

  private Scenarios() {}

  /** The names of those that come with the product. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * One that comes with the product.
   *
   * @param name one of {@link #names}
   * @throws ScenarioException if there is none of that name
   */
  public static Scenario named(String name) throws ScenarioException {
    if (!NAMES.contains(name)) {
      throw new ScenarioException(
          List.of("there is no scenario " + name + "; expected " + String.join(", ", NAMES)));
    }
    String file = name + ".yaml";
    try (InputStream stream = Scenarios.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is not in this library");
      }
      return ScenarioReader.read(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ScenarioException(List.of(file + ": cannot be read: " + e.getMessage()));
    }
  }

  /**
   * One of the user's own.
   *
   * @param file YAML in UTF-8, at most 1 MiB
   * @throws ScenarioException with all problems, one line each
   */
  public static Scenario read(Path file) throws ScenarioException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(BYTES_MAX + 1);
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? "it is a folder" : reason(file, e);
      throw new ScenarioException(
          List.of(file + ": cannot be read: " + why + "; expected a YAML file"));
    }
    if (bytes.length > BYTES_MAX) {
      throw new ScenarioException(List.of(file + ": is larger than 1 MiB; expected a scenario"));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return ScenarioReader.read(file.toString(), text);
    } catch (CharacterCodingException e) {
      throw new ScenarioException(List.of(file + ": is no text in UTF-8; expected a YAML file"));
    }
  }

  private static String reason(Path file, IOException e) {
    return Files.exists(file) ? String.valueOf(e.getMessage()) : "there is no such file";
  }
}
