package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Calls;
import dev.holdfast.adapter.protocol.described.Rule;
import dev.holdfast.adapter.protocol.described.Rule.Meaning;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.adapter.protocol.described.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code calls}: what is answered when the gateway wants something. */
final class CallReader {

  private final TemplateReader templates;

  CallReader(TemplateReader templates) {
    this.templates = templates;
  }

  /**
   * The answers.
   *
   * @param rules the rules, as they say whether there are calls
   * @param captured the names of the values that the login captured
   */
  Calls read(Section root, List<Rule> rules, Set<String> captured) {
    boolean called = rules.stream().anyMatch(rule -> rule.meaning() == Meaning.CALL);
    Optional<Section> section = root.section("calls");
    if (called && section.isEmpty()) {
      root.missing("calls", "what is answered, as there is a rule with is: call");
    } else if (!called && section.isPresent()) {
      root.wrong("calls", "expected a rule with is: call in messages");
    }
    return section.map(written -> calls(written, captured)).orElse(Calls.NONE);
  }

  private Calls calls(Section section, Set<String> captured) {
    Map<String, Template> replies = new LinkedHashMap<>();
    Optional<Section> written = section.section("replies");
    for (String action : written.map(Section::keys).orElse(Set.of())) {
      templates
          .read(written.orElseThrow(), action, of(captured).answering())
          .ifPresent(template -> replies.put(action, template));
    }
    Calls calls =
        new Calls(
            replies,
            required(section, "done", of(captured, Origin.BODY)),
            required(section, "not-implemented", of(captured)),
            required(section, "failed", of(captured, Origin.WHY)),
            templates.read(section, "early", of(captured)));
    section.finish();
    return calls;
  }

  private Optional<Template> required(Section section, String key, Placeholders allowed) {
    section.required(key, "a message, as the gateway waits for it");
    return templates.read(section, key, allowed);
  }

  private static Placeholders of(Set<String> captured, Origin... more) {
    Placeholders allowed = Placeholders.of(captured, Origin.KEY, Origin.NAME);
    allowed.origins().addAll(List.of(more));
    return allowed;
  }
}
