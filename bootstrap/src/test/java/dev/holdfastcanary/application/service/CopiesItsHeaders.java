package dev.holdfastcanary.application.service;

import java.util.Map;

/** Wrong: the order of the copy depends on the run. */
final class CopiesItsHeaders {

  Map<String, String> copy(Map<String, String> headers) {
    return Map.copyOf(headers);
  }
}
