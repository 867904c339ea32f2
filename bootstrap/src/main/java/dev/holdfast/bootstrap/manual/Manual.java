package dev.holdfast.bootstrap.manual;

import dev.holdfast.bootstrap.cli.HoldfastCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the manual page and the completion for bash; started by the build, not by users. */
public final class Manual {

  /** Where gzip says how hard it tried, and what it says after its best. */
  private static final int EFFORT = 8;

  private static final byte BEST_EFFORT = 2;

  private Manual() {}

  /**
   * Writes {@code holdfast.1}, the same packed, {@code holdfast.bash}, and the changelog packed.
   *
   * @param args the folder, the version, the time of the build in ISO 8601, and the changelog
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    String day = args[2].substring(0, "2026-01-01".length());
    byte[] page = page(args[1], day).getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("holdfast.1"), page);
    Files.write(folder.resolve("holdfast.1.gz"), packed(page));
    Files.writeString(folder.resolve("holdfast.bash"), completion());
    Files.write(folder.resolve("changelog.gz"), packed(Files.readAllBytes(Path.of(args[3]))));
  }

  /** The page of the manual. */
  static String page(String version, String day) {
    return new ManualPage(commandLine()).text(version, day);
  }

  /** What bash reads: without the line that makes a program of a file. */
  static String completion() {
    String script = AutoComplete.bash("holdfast", commandLine());
    return script.startsWith("#!") ? script.substring(script.indexOf('\n') + 1) : script;
  }

  /** The bytes as {@code gzip -9n} packs them: no name, no time, so that builds are the same. */
  static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new BestEffort(packed)) {
      gzip.write(bytes);
    }
    byte[] result = packed.toByteArray();
    result[EFFORT] = BEST_EFFORT;
    return result;
  }

  private static CommandLine commandLine() {
    return new CommandLine(new HoldfastCommand());
  }

  /** The JDK's gzip, at its hardest. */
  private static final class BestEffort extends GZIPOutputStream {

    BestEffort(ByteArrayOutputStream to) throws IOException {
      super(to);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
