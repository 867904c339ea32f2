package dev.holdfastcanary.application.service;

/** Wrong: settings out of thin air. */
final class ReadsTheEnvironment {

  String url() {
    return String.valueOf(System.getenv("GATEWAY_URL"));
  }
}
