package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Requests;
import dev.holdfast.adapter.protocol.described.Requests.Form;
import dev.holdfast.adapter.protocol.described.Rule;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.adapter.protocol.described.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code commands}, {@code subscriptions} and {@code delivery}: how they are written. */
final class RequestReader {

  /** The key of commands; only they can do harm twice. */
  static final String COMMANDS = "commands";

  private static final String DELIVERY = "delivery";

  private static final int NAMED_MOST = 1_000;

  private final TemplateReader templates;
  private final RuleReader rules;

  RequestReader(TemplateReader templates, RuleReader rules) {
    this.templates = templates;
    this.rules = rules;
  }

  /**
   * Those below a key.
   *
   * @param byKey whether answers carry a key
   * @param captured the names of the values that the login captured
   */
  Requests read(Section root, String key, boolean byKey, Set<String> captured) {
    Optional<Section> section = root.section(key);
    if (section.isEmpty()) {
      return Requests.NONE;
    }
    Optional<Form> general =
        section.get().section("general").map(form -> form(form, key, byKey, captured));
    Map<String, Form> named = new LinkedHashMap<>();
    Optional<Section> names = section.get().section("named");
    for (String name : names.map(Section::keys).orElse(Set.of())) {
      names
          .orElseThrow()
          .section(name)
          .ifPresent(form -> named.put(name, form(form, key, byKey, captured)));
    }
    if (named.size() > NAMED_MOST) {
      section
          .get()
          .wrong("named", "expected at most " + NAMED_MOST + " names but was " + named.size());
    }
    if (general.isEmpty() && named.isEmpty()) {
      section.get().missing("general", "send: with a message, or named: with some");
    }
    section.get().finish();
    return new Requests(named, general);
  }

  /**
   * How application messages are written that the gateway acknowledges; empty if it does not.
   *
   * @param byKey whether answers carry a key
   * @param captured the names of the values that the login captured
   */
  Optional<Form> delivery(Section root, boolean byKey, Set<String> captured) {
    Placeholders allowed =
        Placeholders.of(captured, Origin.ID, Origin.PAYLOAD, Origin.TEXT, Origin.KEY);
    return root.section(DELIVERY)
        .map(
            section -> {
              Form form = form(section, DELIVERY, byKey, captured, allowed);
              if (!form.answered()) {
                section.wrong(
                    "answered",
                    "expected true, as a message that nobody acknowledges needs no words");
              }
              if (section.has("send")
                  && !form.send().uses(Origin.PAYLOAD)
                  && !form.send().uses(Origin.TEXT)) {
                section.wrong("send", "expected ${payload} or ${text} in it: the message itself");
              }
              section.finish();
              return form;
            });
  }

  private Form form(Section section, String kind, boolean byKey, Set<String> captured) {
    Placeholders allowed = Placeholders.of(captured, Origin.NAME, Origin.PAYLOAD, Origin.KEY);
    Form form = form(section, kind, byKey, captured, allowed);
    section.finish();
    return form;
  }

  private Form form(
      Section section, String kind, boolean byKey, Set<String> captured, Placeholders allowed) {
    section.required("send", "a message");
    Template send =
        templates
            .read(section, "send", allowed)
            .orElseGet(() -> new Template.Builder().json("null").build());
    boolean answered = section.flag("answered", true);
    if (answered && byKey && section.has("send") && !send.uses(Origin.KEY)) {
      section.wrong(
          "send", "expected ${key} in it, as its answer is found by key; or answered: false");
    }
    boolean idempotent = kind.equals(COMMANDS) && section.flag("idempotent", false);
    List<Rule> answers = rules.answers(section, byKey, captured);
    if (!answered && !answers.isEmpty()) {
      section.wrong("answers", "expected answered: true, as nobody waits for an answer");
    }
    return new Form(send, answered, idempotent, answers);
  }
}
