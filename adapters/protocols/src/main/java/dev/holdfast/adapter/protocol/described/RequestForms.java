package dev.holdfast.adapter.protocol.described;

import dev.holdfast.application.port.out.Request;
import java.util.Optional;

/**
 * Finds how a request is written.
 *
 * @param description says how
 */
record RequestForms(Description description) {

  /** How it is written; empty if the protocol has no words for it. */
  Optional<Requests.Form> of(Request request) {
    if (request instanceof Request.Command command) {
      return description.commands().form(command.name());
    }
    return request instanceof Request.Subscribe subscribe
        ? description.subscriptions().form(subscribe.name())
        : description.delivery();
  }

  /** That there are no words for a request, and what there are words for. */
  String unknown(Request request) {
    boolean command = request instanceof Request.Command;
    String kind = command ? "command" : "subscription";
    Requests requests = command ? description.commands() : description.subscriptions();
    String known =
        requests.names().isEmpty()
            ? "it has none"
            : "it has " + String.join(", ", requests.names());
    return "the session protocol "
        + description.name()
        + " has no "
        + kind
        + " "
        + request.name()
        + "; "
        + known;
  }
}
