package dev.holdfast.adapter.metrics;

import dev.holdfast.application.port.in.ConnectionStatus;
import java.util.Map;
import java.util.function.Function;

/** What is counted by a reason, or by what came of it. */
enum Reasoned {
  REFUSED(
      "messages.refused",
      "reason",
      "Messages that were not accepted",
      of -> of.traffic().refusedBy()),
  GIVEN_UP(
      "messages.given.up",
      "reason",
      "Accepted messages that are not delivered",
      of -> of.traffic().givenUpBy()),
  IGNORED(
      "events.ignored",
      "reason",
      "Events that changed nothing: of an older attempt (stale), or impossible where they came"
          + " (illegal)",
      of -> Map.of("stale", of.traffic().stale(), "illegal", of.traffic().illegal())),
  ACQUISITIONS(
      "acquisitions",
      "outcome",
      "Scheduled acquisitions",
      of ->
          Map.of(
              "acquired", of.runs().acquired(),
              "failed", of.runs().failed(),
              "missed", of.runs().missed()));

  private final String id;
  private final String label;
  private final String help;

  // A function without memory does not change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<ConnectionStatus, Map<String, Long>> reader;

  Reasoned(
      String id, String label, String help, Function<ConnectionStatus, Map<String, Long>> reader) {
    this.id = id;
    this.label = label;
    this.help = help;
    this.reader = reader;
  }

  String id() {
    return id;
  }

  String label() {
    return label;
  }

  String help() {
    return help;
  }

  Map<String, Long> of(ConnectionStatus status) {
    return reader.apply(status);
  }
}
