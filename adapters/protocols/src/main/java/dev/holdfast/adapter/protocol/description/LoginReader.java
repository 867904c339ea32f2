package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Condition;
import dev.holdfast.adapter.protocol.described.Login;
import dev.holdfast.adapter.protocol.described.Login.Acceptance;
import dev.holdfast.adapter.protocol.described.Login.Deferral;
import dev.holdfast.adapter.protocol.described.Login.Refusal;
import dev.holdfast.adapter.protocol.described.Login.Step;
import dev.holdfast.adapter.protocol.described.Pick;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.adapter.protocol.described.Template;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code login}: who says what before the link is up. */
final class LoginReader {

  private static final int STEPS_MOST = 16;
  private static final String STEPS = "a list of steps, each with expect:, send: or both";

  private final Places places;
  private final ConditionReader conditions;
  private final TemplateReader templates;
  private final Set<String> captured = new TreeSet<>();

  LoginReader(Places places, ConditionReader conditions, TemplateReader templates) {
    this.places = places;
    this.conditions = conditions;
    this.templates = templates;
  }

  /** The names of all values that are captured. */
  Set<String> captured() {
    return captured;
  }

  Optional<Login> read(Section root) {
    return root.section("login").map(this::login);
  }

  private Login login(Section section) {
    if (!section.has("steps")) {
      section.missing("steps", STEPS);
    }
    List<Section> written = section.sections("steps", STEPS);
    if (written.size() > STEPS_MOST) {
      section.wrong("steps", "expected at most " + STEPS_MOST + " steps but was " + written.size());
    }
    Optional<Section> acceptedWhen = section.section("accepted");
    Set<String> all = new TreeSet<>();
    written.forEach(step -> all.addAll(names(step)));
    acceptedWhen.ifPresent(accepted -> all.addAll(names(accepted)));
    List<Step> steps = written.stream().map(step -> step(step, all)).toList();
    Optional<Acceptance> accepted = acceptedWhen.map(this::acceptance);
    if (accepted.isEmpty() && !steps.isEmpty() && endsSpeaking(steps)) {
      section.missing("accepted", "what the gateway says when it accepts, as the last step sends");
    }
    List<Refusal> refusals =
        section.sections("rejected", "when: and reason:, or a list of them").stream()
            .map(this::refusal)
            .toList();
    List<Deferral> deferrals =
        section.sections("deferred", "when:, seconds: and reason:, or a list of them").stream()
            .map(this::deferral)
            .toList();
    boolean optional = section.flag("optional", false);
    section.finish();
    return new Login(steps, accepted, refusals, deferrals, optional);
  }

  private static boolean endsSpeaking(List<Step> steps) {
    return steps.get(steps.size() - 1).send().isPresent();
  }

  private static Set<String> names(Section section) {
    return section.section("capture").map(Section::keys).orElse(Set.of());
  }

  private Step step(Section section, Set<String> all) {
    Optional<Condition> expected =
        section.has("expect") ? Optional.of(conditions.read(section, "expect")) : Optional.empty();
    if (expected.isEmpty() && section.has("capture")) {
      section.wrong("capture", "there is no message to capture from; expected expect: beside it");
    }
    Map<String, Integer> captures = captures(section);
    Set<String> later = new TreeSet<>(all);
    later.removeAll(captured);
    Set<Origin> origins = EnumSet.of(Origin.KEY);
    origins.addAll(Placeholders.CREDENTIALS);
    Optional<Template> send =
        templates.read(section, "send", new Placeholders(origins, captured, later, false));
    section.finish();
    if (expected.isEmpty() && send.isEmpty()) {
      section.missing("send", "a message to send, or expect: with a message to wait for");
    }
    return new Step(expected, captures, send);
  }

  private Acceptance acceptance(Section section) {
    Condition when = when(section);
    Map<String, Integer> captures = captures(section);
    section.finish();
    return new Acceptance(when, captures);
  }

  private Refusal refusal(Section section) {
    Condition when = when(section);
    Pick reason = places.placeOrText(section, "reason");
    section.finish();
    return new Refusal(when, reason);
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

  private Map<String, Integer> captures(Section section) {
    Map<String, Integer> captures = new LinkedHashMap<>();
    Optional<Section> written = section.section("capture");
    for (String name : written.map(Section::keys).orElse(Set.of())) {
      Section capture = written.orElseThrow();
      Pick place = places.place(capture, name);
      if (!name.matches("[a-z][a-z0-9-]{0,39}") || Origin.byId(name).isPresent()) {
        capture.wrong(
            name,
            "expected a name of small letters that is no placeholder already but was " + name);
      } else if (place.slot() >= 0) {
        captures.put(name, place.slot());
      }
      captured.add(name);
    }
    return captures;
  }
}
