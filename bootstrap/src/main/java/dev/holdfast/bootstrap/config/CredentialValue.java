package dev.holdfast.bootstrap.config;

import java.nio.file.Path;

/** Where one part of the credentials comes from. */
public sealed interface CredentialValue {

  /**
   * It stands in the configuration itself. Printing it does not show it.
   *
   * @param text the value; not empty
   */
  record Given(String text) implements CredentialValue {

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
  record InFile(Path file) implements CredentialValue {}
}
