package dev.holdfast.bootstrap.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that will be written when a long run is over. Whether it can be is found out before. */
public final class OutputFile {

  private final Path path;

  private OutputFile(Path path) {
    this.path = path;
  }

  /** Writes the text of a file. */
  @FunctionalInterface
  public interface Text {

    /**
     * Writes it.
     *
     * @throws IOException if the file cannot be written
     */
    void writeTo(Appendable out) throws IOException;
  }

  /**
   * A file that can be written; made if there is none, otherwise left as it is for now.
   *
   * @throws OutputFileException if it cannot be written
   */
  public static OutputFile at(Path path) throws OutputFileException {
    try {
      Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
      return new OutputFile(path);
    } catch (IOException e) {
      throw new OutputFileException(problem(path, e), e);
    }
  }

  /**
   * Writes it, in the place of what it held.
   *
   * @throws OutputFileException if that cannot be done
   */
  public void write(Text text) throws OutputFileException {
    try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
      text.writeTo(out);
    } catch (IOException e) {
      throw new OutputFileException(problem(path, e), e);
    }
  }

  private static String problem(Path path, IOException e) {
    String why;
    if (e instanceof NoSuchFileException) {
      why = "there is no such folder";
    } else if (e instanceof AccessDeniedException) {
      why = "permission denied";
    } else if (Files.isDirectory(path)) {
      why = "it is a folder";
    } else {
      why = String.valueOf(e.getMessage());
    }
    return "cannot write " + path + ": " + why;
  }
}
