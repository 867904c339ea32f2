package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Calls;
import dev.holdfast.adapter.protocol.described.Description;
import dev.holdfast.adapter.protocol.described.Description.Otherwise;
import dev.holdfast.adapter.protocol.described.Framing;
import dev.holdfast.adapter.protocol.described.Handshake;
import dev.holdfast.adapter.protocol.described.KeyForm;
import dev.holdfast.adapter.protocol.described.Login;
import dev.holdfast.adapter.protocol.described.Requests;
import dev.holdfast.adapter.protocol.described.Rule;
import dev.holdfast.adapter.protocol.described.Rule.Meaning;
import dev.holdfast.adapter.protocol.described.Sensors;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.adapter.protocol.described.Template;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.domain.verdict.VerdictTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Turns the text of a file into a session protocol, or into all that is wrong with it. */
public final class DescriptionReader {

  private static final int IN_FLIGHT_MOST = 1_024;
  private static final int IN_FLIGHT_BY_KEY = 16;
  private static final String LIST_FOR_OBJECT = "list-for-object";
  private static final List<String> KEYS =
      List.of(
          "name",
          "about",
          "subprotocols",
          "handshake",
          "framing",
          "login",
          "heartbeat",
          "correlation",
          "sensors");
  private static final String NAME = "[a-z0-9][a-z0-9.-]{0,39}";

  private final Problems problems;
  private final Places places;
  private final ConditionReader conditions;
  private final TemplateReader templates;

  private DescriptionReader(Problems problems) {
    this.problems = problems;
    this.places = new Places(problems);
    this.conditions = new ConditionReader(places, problems);
    this.templates = new TemplateReader(places, problems);
  }

  /**
   * Reads one.
   *
   * @param file what to call the file
   * @param text what it holds; at most 256 Ki characters
   * @throws DescriptionException with all problems
   */
  public static Description read(String file, String text) throws DescriptionException {
    Problems problems = new Problems(file);
    Optional<Node> root = YamlText.read(text, problems);
    if (root.isEmpty()) {
      throw problems.thrown();
    }
    Description description =
        new DescriptionReader(problems).description(new Section("", root.get(), problems));
    if (!problems.isEmpty()) {
      throw problems.thrown();
    }
    return description;
  }

  private Description description(Section root) {
    // In the order in which a reader expects them, whatever order they are read in.
    KEYS.forEach(root::has);
    String name = name(root);
    String about = root.text("about", "one sentence").orElse("");
    Framing framing = root.section("framing").map(this::framing).orElse(Framing.ONE);
    CaptureReader captures = new CaptureReader(places);
    RuleReader ruleReader =
        new RuleReader(places, conditions, templates, captures, root.has(SensorsReader.SENSORS));
    Optional<Login> login =
        new LoginReader(places, conditions, templates, captures)
            .read(root, HandshakeReader.offered(root), RuleReader.captured(root));
    Handshake handshake = new HandshakeReader(templates).read(root, login);
    Set<String> captured = new TreeSet<>(captures.names());
    captured.addAll(RuleReader.captured(root));
    Heartbeat heartbeat =
        root.section("heartbeat")
            .map(section -> heartbeat(section, captured))
            .orElse(new Heartbeat(HeartbeatMode.PING, Optional.empty()));
    Correlation correlation =
        root.section("correlation").map(this::correlation).orElse(Correlation.IN_ORDER);
    boolean byKey = correlation.keys().isPresent();
    List<Rule> rules = ruleReader.read(root, byKey, captured);
    RequestReader requests = new RequestReader(templates, ruleReader);
    Requests commands = requests.read(root, RequestReader.COMMANDS, byKey, captured);
    Requests subscriptions = requests.read(root, "subscriptions", byKey, captured);
    Optional<Requests.Form> delivery = requests.delivery(root, byKey, captured);
    requireAnswers(
        root, rules, Stream.of(commands, subscriptions, new Requests(Map.of(), delivery)).toList());
    Optional<Sensors> sensors =
        new SensorsReader(places, conditions, problems).read(root, rules, commands);
    Otherwise otherwise =
        root.choice("otherwise", Words.of(Otherwise.values()), Otherwise.NOTIFICATION);
    Calls calls = new CallReader(templates).read(root, rules, captured);
    boolean handOnUnreadable =
        root.choice("unreadable", Words.of(List.of("drop", "hand-on"), "hand-on"::equals), false);
    boolean listForObject = quirks(root).contains(LIST_FOR_OBJECT);
    VerdictTable verdicts = VerdictReader.read(root, name);
    root.finish();
    return new Description(
        name,
        about,
        places.shape(),
        handshake,
        framing,
        login,
        heartbeat.mode(),
        heartbeat.message(),
        correlation.keys(),
        correlation.inFlight(),
        rules,
        otherwise,
        handOnUnreadable,
        listForObject,
        commands,
        subscriptions,
        delivery,
        calls,
        sensors,
        verdicts);
  }

  private static String name(Section root) {
    String expected = "a name of small letters, digits, dots and hyphens";
    root.required("name", expected);
    Optional<String> name = root.text("name", expected);
    if (name.isPresent() && !name.get().matches(NAME)) {
      root.value("name", expected).ifPresent(node -> root.wrong("name", expected, node));
    }
    return name.orElse("unnamed");
  }

  private Framing framing(Section section) {
    Framing.Kind kind =
        section.choice("messages", Words.of(Framing.Kind.values()), Framing.Kind.ONE);
    String expected = "a character such as \"\\u001e\"";
    Optional<String> terminator =
        kind == Framing.Kind.TERMINATED ? section.text("terminator", expected) : Optional.empty();
    if (kind == Framing.Kind.TERMINATED
        && (terminator.isEmpty() || terminator.get().length() != 1)) {
      section.wrong("terminator", "expected " + expected);
    }
    section.finish();
    return new Framing(kind, terminator.orElse(""));
  }

  private Heartbeat heartbeat(Section section, Set<String> captured) {
    Optional<Template> message =
        templates.read(section, "message", Placeholders.of(captured, Origin.TIMESTAMP, Origin.KEY));
    HeartbeatMode mode =
        section.choice(
            "mode",
            Words.of(HeartbeatMode.values()),
            message.isPresent() ? HeartbeatMode.MESSAGE : HeartbeatMode.PING);
    if (mode == HeartbeatMode.MESSAGE && message.isEmpty()) {
      section.missing("message", "the message to send");
    }
    // Read with the login, in which they come.
    section.has("interval-seconds");
    section.has("interval-milliseconds");
    section.finish();
    return new Heartbeat(
        message.isEmpty() && mode == HeartbeatMode.MESSAGE ? HeartbeatMode.NONE : mode, message);
  }

  private Correlation correlation(Section section) {
    section.required("by", "key or order");
    boolean byKey = section.choice("by", Words.of(List.of("key", "order"), "key"::equals), false);
    Optional<KeyForm> keys = Optional.empty();
    if (byKey) {
      boolean numbers =
          section.choice(
              "keys", Words.of(List.of("number", "text"), "number"::equals), !section.has("keys"));
      String prefix = numbers ? "" : section.text("prefix", "a short text").orElse("");
      keys = Optional.of(new KeyForm(numbers, prefix));
    }
    int inFlight = section.number("in-flight", 1, IN_FLIGHT_MOST, byKey ? IN_FLIGHT_BY_KEY : 1);
    section.finish();
    return new Correlation(keys, inFlight);
  }

  private void requireAnswers(Section root, List<Rule> rules, List<Requests> requests) {
    boolean answers = rules.stream().anyMatch(rule -> rule.meaning() == Meaning.ANSWER);
    if (!answers && requests.stream().anyMatch(DescriptionReader::isAnswered)) {
      root.missing("messages", "a rule with is: answer, as there are requests that are answered");
    }
  }

  /** Whether there are requests whose answers only the rules for all messages can tell. */
  private static boolean isAnswered(Requests requests) {
    return Stream.concat(requests.general().stream(), requests.named().values().stream())
        .anyMatch(
            form ->
                form.answered()
                    && form.answers().stream().noneMatch(rule -> rule.meaning() == Meaning.ANSWER));
  }

  private List<String> quirks(Section root) {
    List<String> known = List.of(LIST_FOR_OBJECT);
    List<String> quirks = root.texts("quirks", "a list of quirks");
    for (String quirk : quirks) {
      if (!known.contains(quirk)) {
        problems.unknown(
            root.value("quirks", "a list").orElseThrow(),
            "quirks",
            quirk + " is unknown",
            quirk,
            known);
      }
    }
    return quirks;
  }

  private record Heartbeat(HeartbeatMode mode, Optional<Template> message) {}

  private record Correlation(Optional<KeyForm> keys, int inFlight) {
    private static final Correlation IN_ORDER = new Correlation(Optional.empty(), 1);
  }
}
