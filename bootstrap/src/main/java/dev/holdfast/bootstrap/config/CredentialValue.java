package dev.holdfast.bootstrap.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where one part of the credentials comes from. */
public sealed interface CredentialValue {

  /**
   * The value as it is now. A file is read anew, so this blocks.
   *
   * @throws UncheckedIOException if the file cannot be used; the message names it and says why
   */
  String now();

  /**
   * The value as it is now, for those who must be ready for its absence.
   *
   * @param learned told of it, so that it can be masked wherever something is printed
   * @throws IOException if a file cannot be used, in words that hold nothing of it
   */
  default String now(Consumer<String> learned) throws IOException {
    try {
      String text = now();
      learned.accept(text);
      return text;
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * It stands in the configuration itself. Printing it does not show it.
   *
   * @param text the value; not empty
   */
  record Given(String text) implements CredentialValue {

    @Override
    public String now() {
      return text;
    }

    @Override
    public String toString() {
      return Masking.MASK;
    }
  }

  /**
   * It stands in a file, which is read anew for every attempt.
   *
   * @param file the file; its last line break is not part of the value
   */
  record InFile(Path file) implements CredentialValue {

    @Override
    public String now() {
      try {
        return CredentialFile.read(file);
      } catch (UnreadableFileException e) {
        throw new UncheckedIOException(
            "the file " + file + " cannot be used: " + e.getMessage(), e);
      }
    }
  }
}
