package dev.holdfast.bootstrap.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One transition as the daemon's JSON log tells it.
 *
 * @param from the state before
 * @param to the state after
 * @param cause the stable name of the cause
 * @param attempt which attempt it is about
 * @param code close code or HTTP status, if the cause has one
 * @param retryInMs when the next attempt starts, if one follows
 * @param failures failed attempts in a row, if a retry follows
 * @param atNanos {@link System#nanoTime} when the line was read
 * @param line the whole log line
 */
record StateChange(
    String from,
    String to,
    String cause,
    long attempt,
    OptionalInt code,
    OptionalLong retryInMs,
    OptionalInt failures,
    long atNanos,
    String line) {

  /** Reads a log line; empty if it is about something else. */
  static Optional<StateChange> of(JsonNode json, String line) {
    if (!json.path("event").asText().equals("state")) {
      return Optional.empty();
    }
    JsonNode code = json.path(json.has("status") ? "status" : "code");
    JsonNode retry = json.path("retryInMs");
    JsonNode failures = json.path("failures");
    return Optional.of(
        new StateChange(
            json.path("from").asText(),
            json.path("to").asText(),
            json.path("cause").asText(),
            json.path("attempt").asLong(),
            code.isNumber() ? OptionalInt.of(code.intValue()) : OptionalInt.empty(),
            retry.isNumber() ? OptionalLong.of(retry.longValue()) : OptionalLong.empty(),
            failures.isNumber() ? OptionalInt.of(failures.intValue()) : OptionalInt.empty(),
            System.nanoTime(),
            line));
  }

  /** Whether a link, or an attempt at one, ended here. */
  boolean ended() {
    return to.equals("CLOSED") && !from.equals("DISCONNECTED");
  }
}
