package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Condition;
import dev.holdfast.adapter.protocol.described.HeartbeatWish;
import dev.holdfast.adapter.protocol.described.Login;
import dev.holdfast.adapter.protocol.described.Login.Acceptance;
import dev.holdfast.adapter.protocol.described.Login.Deferral;
import dev.holdfast.adapter.protocol.described.Login.Refusal;
import dev.holdfast.adapter.protocol.described.Login.Renewal;
import dev.holdfast.adapter.protocol.described.Login.Step;
import dev.holdfast.adapter.protocol.described.Pick;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.adapter.protocol.described.Template;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code login}: who says what before the link is up. */
final class LoginReader {

  private static final int STEPS_MOST = 16;
  private static final String STEPS = "a list of steps, each with expect:, send: or both";
  private static final String RESUMED = "resumed";
  private static final String NOT_RESUMED = "not-resumed";

  private final Places places;
  private final ConditionReader conditions;
  private final TemplateReader templates;
  private final CaptureReader captures;

  LoginReader(
      Places places, ConditionReader conditions, TemplateReader templates, CaptureReader captures) {
    this.places = places;
    this.conditions = conditions;
    this.templates = templates;
    this.captures = captures;
  }

  /**
   * The login, if there is one.
   *
   * @param offered the subprotocols that the handshake offers
   * @param lasting the names of what the messages of the link capture
   */
  Optional<Login> read(Section root, List<String> offered, Set<String> lasting) {
    Optional<HeartbeatWish> heartbeat = root.section("heartbeat").flatMap(this::wish);
    if (heartbeat.isPresent() && !root.has("login")) {
      root.wrong("heartbeat", "expected a login, in which the gateway says the interval");
    }
    return root.section("login").map(section -> login(section, offered, lasting, heartbeat));
  }

  private Login login(
      Section section,
      List<String> offered,
      Set<String> lasting,
      Optional<HeartbeatWish> heartbeat) {
    if (!section.has("steps")) {
      section.missing("steps", STEPS);
    }
    List<Section> written = section.sections("steps", STEPS);
    if (written.size() > STEPS_MOST) {
      section.wrong("steps", "expected at most " + STEPS_MOST + " steps but was " + written.size());
    }
    Optional<Section> acceptedWhen = section.section("accepted");
    Set<String> all = new TreeSet<>();
    written.forEach(step -> all.addAll(CaptureReader.namesIn(step)));
    acceptedWhen.ifPresent(accepted -> all.addAll(CaptureReader.namesIn(accepted)));
    all.addAll(lasting);
    List<Step> steps = written.stream().map(step -> step(step, all, offered)).toList();
    Optional<Acceptance> accepted = acceptedWhen.map(this::acceptance);
    if (accepted.isEmpty() && !steps.isEmpty() && endsSpeaking(steps)) {
      section.missing("accepted", "what the gateway says when it accepts, as the last step sends");
    }
    requireSteps(section, steps, offered);
    Optional<Acceptance> resumed = section.section(RESUMED).map(this::acceptance);
    Optional<Condition> notResumed = section.section(NOT_RESUMED).map(this::told);
    requireResume(section, steps, resumed.isPresent(), notResumed.isPresent());
    List<Refusal> refusals =
        section.sections("rejected", "when: and reason:, or a list of them").stream()
            .map(this::refusal)
            .toList();
    List<Deferral> deferrals =
        section.sections("deferred", "when:, seconds: and reason:, or a list of them").stream()
            .map(this::deferral)
            .toList();
    Optional<Renewal> renewal = section.section("renew").map(this::renewal);
    boolean optional = section.flag("optional", false);
    section.finish();
    return new Login(
        steps, accepted, resumed, notResumed, refusals, deferrals, heartbeat, renewal, optional);
  }

  private Renewal renewal(Section section) {
    section.required("send", "a message");
    Template send =
        templates
            .read(section, "send", new Placeholders(ofLogin(), captures.names(), Set.of(), false))
            .orElseGet(() -> new Template.Builder().json("null").build());
    Optional<Condition> accepted = section.section("accepted").map(this::told);
    List<Refusal> refusals =
        section.sections("rejected", "when: and reason:, or a list of them").stream()
            .map(this::refusal)
            .toList();
    section.finish();
    return new Renewal(send, accepted, refusals);
  }

  private static Set<Origin> ofLogin() {
    Set<Origin> origins = EnumSet.of(Origin.KEY);
    origins.addAll(Placeholders.CREDENTIALS);
    return origins;
  }

  private static boolean endsSpeaking(List<Step> steps) {
    return steps.get(steps.size() - 1).send().isPresent();
  }

  private static void requireSteps(Section section, List<Step> steps, List<String> offered) {
    for (String subprotocol : offered) {
      if (!steps.isEmpty() && steps.stream().noneMatch(step -> step.isFor(subprotocol))) {
        section.wrong("steps", "expected a step for the subprotocol " + subprotocol + " too");
      }
    }
  }

  private static void requireResume(
      Section section, List<Step> steps, boolean resumed, boolean notResumed) {
    boolean offers = steps.stream().anyMatch(step -> step.resume().isPresent());
    if (offers && !resumed) {
      section.missing(RESUMED, "what the gateway says when a session goes on");
    } else if (!offers && resumed) {
      section.wrong(RESUMED, "expected a step with resume:");
    } else if (!offers && notResumed) {
      section.wrong(NOT_RESUMED, "expected a step with resume:");
    }
  }

  private Step step(Section section, Set<String> all, List<String> offered) {
    Optional<String> subprotocol = section.text("subprotocol", "one of those offered");
    if (subprotocol.isPresent() && !offered.contains(subprotocol.get())) {
      section.wrong(
          "subprotocol",
          "expected one of those offered ("
              + String.join(", ", offered)
              + ") but was "
              + subprotocol.get());
    }
    Optional<Condition> expected =
        section.has("expect") ? Optional.of(conditions.read(section, "expect")) : Optional.empty();
    if (expected.isEmpty() && section.has("capture")) {
      section.wrong("capture", "there is no message to capture from; expected expect: beside it");
    }
    Map<String, Integer> captured = captures.read(section);
    Set<String> later = new TreeSet<>(all);
    later.removeAll(captures.names());
    Set<Origin> origins = ofLogin();
    Optional<Template> send =
        templates.read(section, "send", new Placeholders(origins, captures.names(), later, false));
    // What was captured on the link before is known from the start.
    Optional<Template> resume =
        templates.read(section, "resume", new Placeholders(origins, all, Set.of(), false));
    section.finish();
    if (expected.isEmpty() && send.isEmpty()) {
      section.missing("send", "a message to send, or expect: with a message to wait for");
    }
    if (resume.isPresent() && send.isEmpty()) {
      section.missing("send", "what to send instead when there is no session to go on with");
    }
    if (resume.isPresent() && !resume.get().uses(Origin.CAPTURED)) {
      section.wrong(
          "resume", "expected a placeholder of something that was captured, such as an id");
    }
    return new Step(subprotocol, expected, captured, send, resume);
  }

  private Acceptance acceptance(Section section) {
    Condition when = when(section);
    Map<String, Integer> captured = captures.read(section);
    section.finish();
    return new Acceptance(when, captured);
  }

  private Condition told(Section section) {
    Condition when = when(section);
    section.finish();
    return when;
  }

  private Refusal refusal(Section section) {
    Condition when = when(section);
    Pick reason = places.placeOrText(section, "reason");
    Pick code = places.placeOrText(section, "code");
    section.finish();
    return new Refusal(when, reason, code);
  }

  private Deferral deferral(Section section) {
    Condition when = when(section);
    Pick reason = places.placeOrText(section, "reason");
    Pick seconds = places.place(section, "seconds");
    if (!section.has("seconds")) {
      section.missing("seconds", Places.EXPECTED + " of how long to wait");
    }
    section.finish();
    // A wrong pointer is noted, and the description not used.
    return new Deferral(when, Math.max(0, seconds.slot()), reason);
  }

  private Condition when(Section section) {
    if (!section.has("when")) {
      section.missing("when", "what the gateway says");
    }
    return conditions.read(section, "when");
  }

  /** Where the gateway says how often it wants heartbeats. */
  private Optional<HeartbeatWish> wish(Section heartbeat) {
    String seconds = "interval-seconds";
    String millis = "interval-milliseconds";
    if (heartbeat.has(seconds) && heartbeat.has(millis)) {
      heartbeat.wrong(millis, "expected either this or " + seconds);
    }
    boolean inSeconds = heartbeat.has(seconds);
    Pick place = places.place(heartbeat, inSeconds ? seconds : millis);
    return place.slot() < 0
        ? Optional.empty()
        : Optional.of(new HeartbeatWish(place.slot(), inSeconds ? 1_000 : 1));
  }
}
