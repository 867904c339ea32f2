package dev.holdfastcanary.bootstrap.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Wrong: turns what comes from outside into types. */
final class BindsJson {

  ObjectMapper mapper() {
    return new ObjectMapper();
  }
}
