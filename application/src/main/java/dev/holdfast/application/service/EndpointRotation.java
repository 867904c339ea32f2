package dev.holdfast.application.service;

import java.net.URI;
import java.util.List;

/**
 * Which of several addresses the next attempt goes to: the preferred one first, the next one after
 * each attempt that did not come up, the preferred one again after a link that was up.
 */
final class EndpointRotation {

  private final List<URI> endpoints;
  private int index;

  EndpointRotation(List<URI> endpoints) {
    this.endpoints = endpoints;
  }

  URI current() {
    return endpoints.get(index);
  }

  void cameUp() {
    index = 0;
  }

  void failed() {
    index = (index + 1) % endpoints.size();
  }
}
