package dev.holdfastcanary.adapter.transport;

import com.fasterxml.jackson.core.JsonFactory;

/** Wrong: payloads are not the transport's business. */
final class TalksJson {

  JsonFactory json() {
    return new JsonFactory();
  }
}
