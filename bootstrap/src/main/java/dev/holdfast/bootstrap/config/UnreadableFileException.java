package dev.holdfast.bootstrap.config;

import java.io.IOException;

/** A file cannot be used; the message says why in a few words, and nothing of what it holds. */
final class UnreadableFileException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableFileException(String reason) {
    super(reason);
  }
}
