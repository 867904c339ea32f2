package dev.holdfastcanary.application.service;

import java.util.List;

/** Wrong: threads behind an innocent name. */
final class SpreadsAStream {

  long count(List<String> messages) {
    return messages.parallelStream().count();
  }
}
