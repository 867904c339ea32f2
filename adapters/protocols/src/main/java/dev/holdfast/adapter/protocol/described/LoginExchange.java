package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Login.Acceptance;
import dev.holdfast.adapter.protocol.described.Login.Deferral;
import dev.holdfast.adapter.protocol.described.Login.Refusal;
import dev.holdfast.adapter.protocol.described.Login.Renewal;
import dev.holdfast.adapter.protocol.described.Login.Step;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.ProtocolOutputs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How far one link's login is. Step by step; one thread. */
final class LoginExchange {

  /** Whatever a gateway asks for beyond it is no waiting time. */
  private static final double SECONDS_MOST = Duration.ofDays(365).toSeconds();

  private static final String MASK = "***";
  private static final int NONE = -1;

  private final Login login;
  private Credentials credentials;
  private final Framing framing;
  private final OwnKeys keys;
  private final Captures captures;
  private final Witness witness;
  private List<Step> steps = List.of();

  /** What the session of the link before has left, as long as the gateway may go on with it. */
  private Map<String, JsonValue> carried;

  /** The first step in which that was offered. */
  private int offeredAt = NONE;

  private int next;
  private boolean over;
  private boolean accepted;
  private boolean renewing;

  /**
   * One that has not begun.
   *
   * @param carried what the session of the link before has left; nothing if there is none
   * @param captures where to keep what is captured
   * @param witness told what a message means before anything follows from it
   */
  LoginExchange(
      Login login,
      Credentials credentials,
      Framing framing,
      OwnKeys keys,
      Map<String, JsonValue> carried,
      Captures captures,
      Witness witness) {
    this.login = login;
    this.credentials = credentials;
    this.framing = framing;
    this.keys = keys;
    this.carried = carried.keySet().containsAll(login.carried()) ? carried : Map.of();
    this.captures = captures;
    this.witness = witness;
  }

  /** Whether the gateway accepted. */
  boolean isAccepted() {
    return accepted;
  }

  /** The link is open: sends what need not wait. */
  void begin(String subprotocol, ProtocolOutputs out) {
    steps = login.steps().stream().filter(step -> step.isFor(subprotocol)).toList();
    if (login.optional() && lacks()) {
      accept(out);
    } else {
      advance(out);
    }
  }

  /**
   * Takes a message, if the login is not over and the message is part of it.
   *
   * @return whether it was
   */
  boolean take(Fields fields, ProtocolOutputs out) {
    if (renewing && renewed(fields, out)) {
      renewing = false;
      return true;
    }
    return !over
        && (refused(fields, out)
            || deferred(fields, out)
            || resumed(fields, out)
            || notResumed(fields, out)
            || accepted(fields, out)
            || stepped(fields, out));
  }

  /** Logs in anew, on the same link. */
  void renew(Credentials newer, ProtocolOutputs out) {
    credentials = newer;
    renewing = true;
    Filling filling =
        new Filling(credentials, captures.values()).with(Origin.KEY, keys.json(keys.nextUnasked()));
    try {
      out.writeText(framing.framed(login.renewal().orElseThrow().send().fill(filling)));
    } catch (Unfillable e) {
      out.loginRejected(e.why());
    }
  }

  private boolean renewed(Fields fields, ProtocolOutputs out) {
    Renewal renewal = login.renewal().orElseThrow();
    if (refused(renewal.refusals(), fields, out)) {
      return true;
    }
    boolean told = renewal.accepted().filter(when -> Conditions.hold(when, fields)).isPresent();
    if (told) {
      witness.understood("login renewed", Map.of());
    }
    return told;
  }

  private boolean refused(Fields fields, ProtocolOutputs out) {
    return refused(login.refusals(), fields, out);
  }

  private boolean refused(List<Refusal> refusals, Fields fields, ProtocolOutputs out) {
    Optional<Refusal> refusal = first(refusals, Refusal::when, fields);
    if (refusal.isPresent()) {
      witness.understood("login rejected", Map.of());
      over = true;
      String code = refusal.get().code().from(fields);
      String reason = reason(refusal.get().reason(), fields, "the gateway refused the login");
      out.loginRejected(code.isEmpty() ? reason : code + " " + reason);
    }
    return refusal.isPresent();
  }

  private boolean deferred(Fields fields, ProtocolOutputs out) {
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

  private boolean resumed(Fields fields, ProtocolOutputs out) {
    // Whoever goes on before everything was sent speaks of something else.
    boolean goesOn = offeredAt != NONE && next == steps.size() && holds(login.resumed(), fields);
    if (goesOn) {
      Map<String, Integer> places = login.resumed().orElseThrow().captures();
      witness.understood("login accepted, session resumed", Captures.texts(places, fields));
      if (captured(captures.all(places, fields), out)) {
        wishHeeded(fields, out);
        captures.takeOver(carried);
        over = true;
        accepted = true;
        out.loginResumed();
      }
    }
    return goesOn;
  }

  private boolean notResumed(Fields fields, ProtocolOutputs out) {
    boolean told =
        offeredAt != NONE
            && login.notResumed().filter(when -> Conditions.hold(when, fields)).isPresent();
    if (told) {
      witness.understood("login: session not resumed", Map.of());
      next = offeredAt;
      offeredAt = NONE;
      carried = Map.of();
      // What this step waited for has come already.
      if (sent(steps.get(next++), out)) {
        advance(out);
      }
    }
    return told;
  }

  private boolean accepted(Fields fields, ProtocolOutputs out) {
    // Whoever accepts before everything was sent speaks of something else.
    if (next < steps.size() || !holds(login.accepted(), fields)) {
      return false;
    }
    Map<String, Integer> places = login.accepted().orElseThrow().captures();
    witness.understood("login accepted", Captures.texts(places, fields));
    if (captured(captures.all(places, fields), out)) {
      wishHeeded(fields, out);
      accept(out);
    }
    return true;
  }

  private boolean stepped(Fields fields, ProtocolOutputs out) {
    if (next >= steps.size()) {
      return false;
    }
    Step step = steps.get(next);
    if (step.expected().filter(expected -> Conditions.hold(expected, fields)).isEmpty()) {
      return false;
    }
    witness.understood("login step " + (next + 1), Captures.texts(step.captures(), fields));
    if (captured(captures.all(step.captures(), fields), out)) {
      wishHeeded(fields, out);
      next++;
      if (sent(step, out)) {
        advance(out);
      }
    }
    return true;
  }

  /** Sends whatever need not wait for a message. */
  private void advance(ProtocolOutputs out) {
    while (next < steps.size() && steps.get(next).expected().isEmpty()) {
      Step step = steps.get(next);
      next++;
      if (!sent(step, out)) {
        return;
      }
    }
    if (next == steps.size() && login.accepted().isEmpty()) {
      accept(out);
    }
  }

  private boolean sent(Step step, ProtocolOutputs out) {
    boolean offers = step.resume().isPresent() && !carried.isEmpty();
    Optional<Template> template = offers ? step.resume() : step.send();
    if (template.isEmpty()) {
      return true;
    }
    if (offers && offeredAt == NONE) {
      offeredAt = next - 1;
    }
    Map<String, JsonValue> known = new HashMap<>(carried);
    known.putAll(captures.values());
    Filling filling =
        new Filling(credentials, known).with(Origin.KEY, keys.json(keys.nextUnasked()));
    try {
      out.writeText(framing.framed(template.get().fill(filling)));
      return true;
    } catch (Unfillable e) {
      over = true;
      out.loginRejected(e.why());
      return false;
    }
  }

  private void accept(ProtocolOutputs out) {
    over = true;
    accepted = true;
    out.loginAccepted();
  }

  private static boolean captured(Optional<String> problem, ProtocolOutputs out) {
    problem.ifPresent(what -> out.malformed("a message of the login " + what));
    return problem.isEmpty();
  }

  private void wishHeeded(Fields fields, ProtocolOutputs out) {
    Optional<HeartbeatWish> wish = login.heartbeat().filter(place -> fields.has(place.slot()));
    Optional<Duration> interval = wish.map(place -> place.interval(fields));
    if (interval.filter(Duration::isNegative).isPresent()) {
      out.malformed("the heartbeat interval that the gateway wants is no number");
    } else {
      interval.ifPresent(out::heartbeatWanted);
    }
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

  private static boolean holds(Optional<Acceptance> acceptance, Fields fields) {
    return acceptance.filter(found -> Conditions.hold(found.when(), fields)).isPresent();
  }

  private static <T> Optional<T> first(
      List<T> candidates, Function<T, Condition> when, Fields fields) {
    return candidates.stream()
        .filter(candidate -> Conditions.hold(when.apply(candidate), fields))
        .findFirst();
  }
}
