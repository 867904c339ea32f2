package dev.holdfast.adapter.metrics;

import dev.holdfast.application.port.in.ConnectionStatus;
import java.util.function.ToLongFunction;

/** What is counted for each connection, and summed up over all. */
enum Count {
  ATTEMPTS("attempts", "Attempts to connect", ConnectionStatus::attempt),
  RECEIVED("messages.received", "Messages given to the sinks", of -> of.traffic().received()),
  SENT("messages.sent", "Messages handed to the operating system", of -> of.traffic().sent()),
  SENT_AGAIN(
      "messages.sent.again",
      "Messages on their way when a link ended, or not acknowledged in time",
      of -> of.traffic().sentAgain()),
  MALFORMED(
      "messages.malformed",
      "Messages that the session protocol did not understand",
      of -> of.traffic().malformed()),
  DUPLICATE(
      "messages.duplicate", "Notifications that had come before", of -> of.traffic().duplicate()),
  UNMATCHED("answers.unmatched", "Answers nobody waited for", of -> of.traffic().unmatched());

  private final String id;
  private final String help;

  // A function without memory does not change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final ToLongFunction<ConnectionStatus> reader;

  Count(String id, String help, ToLongFunction<ConnectionStatus> reader) {
    this.id = id;
    this.help = help;
    this.reader = reader;
  }

  /** Its name, in the words of Micrometer. */
  String id() {
    return id;
  }

  String help() {
    return help;
  }

  long of(ConnectionStatus status) {
    return reader.applyAsLong(status);
  }
}
