package dev.holdfast.bootstrap.config;

import java.nio.file.Path;

/** Reads a file that holds one part of the credentials. */
final class CredentialFile {

  private static final int MAX_BYTES = 64 << 10;

  private CredentialFile() {}

  /**
   * The value in a file, without the line breaks at its end. Blocks.
   *
   * @throws UnreadableFileException with the reason, never with what the file holds
   */
  static String read(Path file) throws UnreadableFileException {
    String text = TextFile.read(file, MAX_BYTES);
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    String value = text.substring(0, end);
    if (value.isBlank()) {
      throw new UnreadableFileException("it is empty");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new UnreadableFileException("it holds more than one line");
    }
    return value;
  }
}
