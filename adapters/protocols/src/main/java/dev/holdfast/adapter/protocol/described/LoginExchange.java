package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Login.Acceptance;
import dev.holdfast.adapter.protocol.described.Login.Deferral;
import dev.holdfast.adapter.protocol.described.Login.Refusal;
import dev.holdfast.adapter.protocol.described.Login.Step;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.ProtocolOutputs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** How far one link's login is. Step by step; one thread. */
final class LoginExchange {

  /** Whatever a gateway asks for beyond it is no waiting time. */
  private static final double SECONDS_MOST = Duration.ofDays(365).toSeconds();

  private static final String MASK = "***";

  private final Login login;
  private final Credentials credentials;
  private final Framing framing;
  private final OwnKeys keys;
  private final Map<String, JsonValue> captured = new HashMap<>();
  private int next;
  private boolean over;

  /** One that has not begun. */
  LoginExchange(Login login, Credentials credentials, Framing framing, OwnKeys keys) {
    this.login = login;
    this.credentials = credentials;
    this.framing = framing;
    this.keys = keys;
  }

  /** What was captured so far, by name. */
  Map<String, JsonValue> captured() {
    return captured;
  }

  /** The link is open: sends what need not wait. */
  void begin(ProtocolOutputs out) {
    if (login.optional() && lacks()) {
      accept(out);
    } else {
      advance(out);
    }
  }

  /**
   * Takes a message, if the login is not over and the message is part of it.
   *
   * @param witness told what the message means before anything follows from it
   * @return whether it was
   */
  boolean take(Fields fields, ProtocolOutputs out, Witness witness) {
    return !over
        && (refused(fields, out, witness)
            || deferred(fields, out, witness)
            || accepted(fields, out, witness)
            || stepped(fields, out, witness));
  }

  private boolean refused(Fields fields, ProtocolOutputs out, Witness witness) {
    Optional<Refusal> refusal = first(login.refusals(), Refusal::when, fields);
    if (refusal.isPresent()) {
      witness.understood("login rejected", Map.of());
      over = true;
      out.loginRejected(reason(refusal.get().reason(), fields, "the gateway refused the login"));
    }
    return refusal.isPresent();
  }

  private boolean deferred(Fields fields, ProtocolOutputs out, Witness witness) {
    Optional<Deferral> deferral = first(login.deferrals(), Deferral::when, fields);
    if (deferral.isEmpty()) {
      return false;
    }
    witness.understood("login deferred", Map.of());
    double seconds = Numbers.parse(fields.text(deferral.get().seconds()));
    if (Double.isNaN(seconds) || seconds < 0) {
      out.malformed("the login is deferred without a number of seconds");
      seconds = 0;
    }
    over = true;
    long millis = (long) (Math.min(seconds, SECONDS_MOST) * 1_000);
    out.loginDeferred(
        Duration.ofMillis(millis),
        reason(deferral.get().reason(), fields, "the gateway is not ready"));
    return true;
  }

  private boolean accepted(Fields fields, ProtocolOutputs out, Witness witness) {
    Optional<Acceptance> acceptance =
        login.accepted().filter(found -> Conditions.hold(found.when(), fields));
    // Whoever accepts before everything was sent speaks of something else.
    if (acceptance.isEmpty() || next < login.steps().size()) {
      return false;
    }
    witness.understood("login accepted", texts(acceptance.get().captures(), fields));
    if (capture(acceptance.get().captures(), fields, out)) {
      accept(out);
    }
    return true;
  }

  private boolean stepped(Fields fields, ProtocolOutputs out, Witness witness) {
    if (next >= login.steps().size()) {
      return false;
    }
    Step step = login.steps().get(next);
    if (step.expected().filter(expected -> Conditions.hold(expected, fields)).isEmpty()) {
      return false;
    }
    witness.understood("login step " + (next + 1), texts(step.captures(), fields));
    if (capture(step.captures(), fields, out)) {
      next++;
      if (sent(step, out)) {
        advance(out);
      }
    }
    return true;
  }

  /** Sends whatever need not wait for a message. */
  private void advance(ProtocolOutputs out) {
    while (next < login.steps().size() && login.steps().get(next).expected().isEmpty()) {
      Step step = login.steps().get(next);
      next++;
      if (!sent(step, out)) {
        return;
      }
    }
    if (next == login.steps().size() && login.accepted().isEmpty()) {
      accept(out);
    }
  }

  private boolean sent(Step step, ProtocolOutputs out) {
    if (step.send().isEmpty()) {
      return true;
    }
    Filling filling =
        new Filling(credentials, captured).with(Origin.KEY, keys.json(keys.nextUnasked()));
    try {
      out.writeText(framing.framed(step.send().get().fill(filling)));
      return true;
    } catch (Unfillable e) {
      over = true;
      out.loginRejected(e.why());
      return false;
    }
  }

  private void accept(ProtocolOutputs out) {
    over = true;
    out.loginAccepted();
  }

  private boolean capture(Map<String, Integer> captures, Fields fields, ProtocolOutputs out) {
    for (Map.Entry<String, Integer> capture : captures.entrySet()) {
      if (!fields.has(capture.getValue())) {
        out.malformed("a message of the login lacks what is captured as " + capture.getKey());
        return false;
      }
      captured.put(capture.getKey(), fields.value(capture.getValue()));
    }
    return true;
  }

  private static Map<String, String> texts(Map<String, Integer> captures, Fields fields) {
    Map<String, String> texts = new TreeMap<>();
    captures.forEach((name, slot) -> texts.put(name, fields.text(slot)));
    return texts;
  }

  private boolean lacks() {
    return (login.needs(Origin.EMAIL) && credentials.email().isEmpty())
        || (login.needs(Origin.PASSWORD) && credentials.password().isEmpty())
        || (login.needs(Origin.TOKEN) && credentials.token().isEmpty());
  }

  /** The gateway's words; some gateways repeat what they were sent. */
  private String reason(Pick pick, Fields fields, String otherwise) {
    String reason = pick.from(fields);
    for (Optional<String> secret : List.of(credentials.password(), credentials.token())) {
      if (secret.isPresent() && !secret.get().isEmpty()) {
        reason = reason.replace(secret.get(), MASK);
      }
    }
    return reason.isBlank() ? otherwise : reason;
  }

  private static <T> Optional<T> first(
      List<T> candidates, Function<T, Condition> when, Fields fields) {
    return candidates.stream()
        .filter(candidate -> Conditions.hold(when.apply(candidate), fields))
        .findFirst();
  }
}
