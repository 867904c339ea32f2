package dev.holdfast.bootstrap.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where one part of the credentials comes from. */
public sealed interface CredentialValue {

  /**
   * The value as it is now. Blocks while it reads a file.
   *
   * @param learned told of what a file held, so that it can be masked wherever something is printed
   * @throws IOException if the file cannot be used, in words that hold nothing of it
   */
  String now(Consumer<String> learned) throws IOException;

  /**
   * It stands in the configuration itself. Printing it does not show it.
   *
   * @param text the value; not empty
   */
  record Given(String text) implements CredentialValue {

    @Override
    public String now(Consumer<String> learned) {
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
    public String now(Consumer<String> learned) throws IOException {
      try {
        String text = CredentialFile.read(file);
        learned.accept(text);
        return text;
      } catch (UnreadableFileException e) {
        throw new IOException("the file " + file + " cannot be used: " + e.getMessage(), e);
      }
    }
  }
}
