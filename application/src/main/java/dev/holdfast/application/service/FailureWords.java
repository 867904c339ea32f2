package dev.holdfast.application.service;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a failed completion has to say, for people. */
final class FailureWords {

  private FailureWords() {}

  static String of(@Nullable Throwable failure) {
    if (failure == null) {
      return "the source gave none";
    }
    Throwable cause = failure.getCause();
    Throwable said = failure instanceof CompletionException && cause != null ? cause : failure;
    String message = said.getMessage();
    return message == null ? said.getClass().getSimpleName() : message;
  }
}
