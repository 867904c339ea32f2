package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Rule.Parts;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One link's session of a described protocol. One thread. */
final class DescribedSession implements ProtocolSession {

  private final Description description;
  private final UnderstoodMessages understood;
  private final MessageReader reader;
  private final MessageReader.Handler handler = this::received;
  private final OwnKeys keys;
  private final OwnAnswers ownAnswers;
  private final RequestForms forms;
  private final SensorRates rates;
  private final Captures captures = new Captures();
  private final @Nullable LoginExchange login;

  /**
   * A session of its own, or one that may go on.
   *
   * @param credentials those of the attempt
   * @param carried what the session of the link before has left
   * @param witness told of how messages are understood
   */
  DescribedSession(
      Description description, Credentials credentials, CarriedOver carried, Witness witness) {
    this.description = description;
    this.understood = new UnderstoodMessages(witness);
    this.reader = new MessageReader(description.shape());
    this.keys = new OwnKeys(description.keys().orElse(KeyForm.NUMBERS), carried.keys());
    this.ownAnswers = new OwnAnswers(description.keys().isPresent());
    this.forms = new RequestForms(description);
    this.rates = new SensorRates(description.sensors());
    this.login =
        description
            .login()
            .map(
                found ->
                    new LoginExchange(
                        found,
                        credentials,
                        description.framing(),
                        keys,
                        carried.values(),
                        captures,
                        witness))
            .orElse(null);
  }

  @Override
  public void opened(String subprotocol, ProtocolOutputs out) {
    if (login != null) {
      login.begin(subprotocol, out);
    }
  }

  @Override
  public void renew(Credentials credentials, ProtocolOutputs out) {
    if (login == null) {
      throw new IllegalStateException("there is no login to renew");
    }
    login.renew(credentials, out);
  }

  @Override
  public Optional<String> resumption() {
    Set<String> needed = description.login().map(Login::carried).orElse(Set.of());
    boolean possible =
        login != null
            && login.isAccepted()
            && !needed.isEmpty()
            && captures.values().keySet().containsAll(needed);
    return possible
        ? Optional.of(new CarriedOver(keys.given(), captures.values()).text())
        : Optional.empty();
  }

  @Override
  public void textReceived(String text, ProtocolOutputs out) {
    boolean arrays = description.framing().kind() == Framing.Kind.ONE_OR_ARRAY;
    for (String message : Frames.messages(text, description.framing())) {
      String problem = reader.read(message, arrays, handler, out);
      if (!problem.isEmpty()) {
        out.malformed(problem);
        if (description.handOnUnreadable()) {
          out.notify(message);
        }
      }
    }
  }

  @Override
  public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
    out.notify(data);
  }

  @Override
  public String heartbeatMessage(long wallMillis) {
    Filling filling =
        filling()
            .with(Origin.TIMESTAMP, JsonValue.json(Long.toString(wallMillis)))
            .with(Origin.KEY, keys.json(keys.nextOfHeartbeat()));
    try {
      return description
          .framing()
          .framed(description.heartbeatMessage().orElseThrow().fill(filling));
    } catch (Unfillable e) {
      throw new IllegalStateException("a heartbeat needs nothing that may be missing", e);
    }
  }

  @Override
  public Expected request(Request request, ProtocolOutputs out) {
    Optional<Requests.Form> form = forms.of(request);
    if (form.isEmpty()) {
      return Expected.impossible(forms.unknown(request));
    }
    boolean answered = form.get().answered();
    String key = answered ? keys.next() : keys.nextUnasked();
    try {
      Template send = form.get().send();
      Filling filling = filling().with(Origin.KEY, keys.json(key));
      say(request, send, filling);
      write(send.fill(filling), out);
    } catch (Unfillable e) {
      return Expected.impossible(e.why());
    }
    if (!answered) {
      return Expected.NO_ANSWER;
    }
    ownAnswers.sent(key, form.get());
    return description.keys().isPresent() ? Expected.withKey(key) : Expected.IN_ORDER;
  }

  private static void say(Request request, Template send, Filling filling) throws Unfillable {
    if (request instanceof Request.Deliver message) {
      filling.with(Origin.ID, JsonValue.string(message.id()));
      filling.with(Origin.TEXT, JsonValue.string(message.payload()));
      if (send.uses(Origin.PAYLOAD)) {
        filling.with(Origin.PAYLOAD, json(message.payload(), "the message is not JSON"));
      }
    } else {
      filling.with(Origin.NAME, JsonValue.string(request.name()));
      filling.with(Origin.PAYLOAD, json(request.payload(), "the payload is not JSON"));
    }
  }

  @Override
  public void answer(GatewayCall call, CallAnswer answer, ProtocolOutputs out) {
    Calls calls = description.calls();
    try {
      if (answer instanceof CallAnswer.Done done) {
        reply(calls.done(), call, Origin.BODY, json(done.body(), "the answer is not JSON"), out);
      } else if (answer instanceof CallAnswer.Failed failed) {
        reply(calls.failed(), call, Origin.WHY, JsonValue.string(failed.why()), out);
      } else if (answer instanceof CallAnswer.TooEarly) {
        reply(calls.early(), call, Origin.WHY, JsonValue.string(""), out);
      } else {
        reply(calls.notImplemented(), call, Origin.WHY, JsonValue.string(""), out);
      }
    } catch (Unfillable e) {
      answer(call, new CallAnswer.Failed(e.why()), out);
    }
  }

  private void reply(
      Optional<Template> template,
      GatewayCall call,
      Origin origin,
      JsonValue value,
      ProtocolOutputs out)
      throws Unfillable {
    if (template.isPresent()) {
      Filling filling =
          filling()
              .with(Origin.KEY, JsonValue.json(call.key()))
              .with(Origin.NAME, JsonValue.string(call.action()))
              .with(origin, value);
      write(template.get().fill(filling), out);
    }
  }

  private void received(Fields fields, ProtocolOutputs out) {
    if (login != null && login.take(fields, out)) {
      return;
    }
    rates.listen(fields, out);
    Optional<Rule> own = ownAnswers.fitting(fields);
    if (own.isPresent()) {
      understood.by(own.get(), fields);
      follow(own.get(), fields, out);
      return;
    }
    for (int i = 0; i < description.rules().size(); i++) {
      Rule rule = description.rules().get(i);
      if (Conditions.hold(rule.when(), fields)) {
        understood.by(rule, fields);
        follow(rule, fields, out);
        return;
      }
    }
    understood.byNoRule(description.otherwise());
    switch (description.otherwise()) {
      case NOTIFICATION -> out.notify(fields.whole());
      case MALFORMED -> out.malformed("no rule fits");
      case IGNORE -> {}
    }
  }

  private void follow(Rule rule, Fields fields, ProtocolOutputs out) {
    Parts parts = rule.parts();
    captures
        .thoseThere(rule.captures(), fields)
        .ifPresent(problem -> out.malformed("rule " + rule.name() + ": the message " + problem));
    switch (rule.meaning()) {
      case ANSWER ->
          whose(rule, fields, out).ifPresent(to -> out.answered(to, body(parts, fields)));
      case ERROR ->
          whose(rule, fields, out)
              .ifPresent(
                  to -> out.refused(to, parts.code().from(fields), parts.text().from(fields)));
      case PROGRESS -> progressed(rule, fields, out);
      case NOTIFICATION -> notification(rule, fields, out);
      case CALL -> called(rule, fields, out);
      case PING -> reply(rule, fields, out).ifPresent(out::writeText);
      case PONG -> out.heartbeatAnswered();
      case IGNORE -> {}
      case END -> {
        String why = parts.text().from(fields);
        out.violated(why.isEmpty() ? "the gateway ended the session" : why);
      }
    }
  }

  /** Empty if nobody waits for it, or if it lacks its key. */
  private Optional<AnswerTo> whose(Rule rule, Fields fields, ProtocolOutputs out) {
    Parts parts = rule.parts();
    if (description.keys().isEmpty()) {
      String command = parts.command().from(fields);
      return Optional.of(command.isEmpty() ? AnswerTo.OLDEST : AnswerTo.oldestNamed(command));
    }
    if (!parts.key().isPlace()) {
      return Optional.of(AnswerTo.ANYBODY);
    }
    if (keys.isOfHeartbeat(parts.key().from(fields))) {
      out.heartbeatAnswered();
    }
    return key(rule, fields, out).map(AnswerTo::key);
  }

  private Optional<String> key(Rule rule, Fields fields, ProtocolOutputs out) {
    String key = rule.parts().key().from(fields);
    if (key.isEmpty()) {
      out.malformed("rule " + rule.name() + ": the message has no key");
      return Optional.empty();
    }
    return keys.isUnasked(key) ? Optional.empty() : Optional.of(key);
  }

  private void progressed(Rule rule, Fields fields, ProtocolOutputs out) {
    key(rule, fields, out).ifPresent(out::progressed);
  }

  private void notification(Rule rule, Fields fields, ProtocolOutputs out) {
    Parts parts = rule.parts();
    String topic = parts.topic().from(fields);
    String id = parts.id().from(fields);
    String text = "";
    if (rule.reading().isPresent()) {
      Reading reading = rule.reading().get();
      ReadingDecoder decoder =
          new ReadingDecoder(reading, rates.of(reading, fields, rule.name(), out));
      text = decoder.decode(fields, topic, id);
      if (text.isEmpty()) {
        out.malformed("rule " + rule.name() + ": " + decoder.problem());
      }
    } else {
      text = body(parts, fields);
      if (text.isEmpty()) {
        out.malformed("rule " + rule.name() + ": the message has no body");
      }
    }
    // What could not be taken apart goes on whole: nobody but the user can say if it matters.
    out.notify(
        new Notification(
            topic,
            parts.subject().from(fields),
            id,
            text.isEmpty() ? fields.whole() : text,
            rule.failure(),
            reply(rule, fields, out).orElse("")));
  }

  private void called(Rule rule, Fields fields, ProtocolOutputs out) {
    Parts parts = rule.parts();
    if (!parts.key().isPlace() || !fields.has(parts.key().slot())) {
      out.malformed("rule " + rule.name() + ": the message has no key");
      return;
    }
    // As JSON: the answer must carry a number as a number and a text as a text.
    JsonValue key = fields.value(parts.key().slot());
    String action = parts.action().from(fields);
    Template reply = description.calls().replies().get(action);
    boolean early = login != null && !login.isAccepted();
    if (reply == null || early) {
      out.called(new GatewayCall(key.toJson(), action, body(parts, fields)));
    } else {
      Filling filling =
          filling()
              .answering(fields)
              .with(Origin.KEY, key)
              .with(Origin.NAME, JsonValue.string(action));
      filled(rule, reply, filling, out).ifPresent(out::writeText);
    }
  }

  private Optional<String> reply(Rule rule, Fields fields, ProtocolOutputs out) {
    return rule.reply().flatMap(reply -> filled(rule, reply, filling().answering(fields), out));
  }

  private Optional<String> filled(
      Rule rule, Template template, Filling filling, ProtocolOutputs out) {
    try {
      return Optional.of(description.framing().framed(template.fill(filling)));
    } catch (Unfillable e) {
      out.malformed("rule " + rule.name() + ": " + e.why());
      return Optional.empty();
    }
  }

  private void write(String message, ProtocolOutputs out) {
    out.writeText(description.framing().framed(message));
  }

  private String body(Parts parts, Fields fields) {
    if (!parts.body().isPlace()) {
      return fields.whole();
    }
    int slot = parts.body().slot();
    if (fields.kind(slot) == JsonKind.ABSENT) {
      return "";
    }
    String json = fields.value(slot).toJson();
    boolean emptyList =
        fields.kind(slot) == JsonKind.ARRAY && json.substring(1, json.length() - 1).isBlank();
    return description.listForObject() && emptyList ? JsonValue.EMPTY_OBJECT.text() : json;
  }

  /** Credentials are for the login alone. */
  private Filling filling() {
    return new Filling(Credentials.none(), captures.values());
  }

  private static JsonValue json(String text, String otherwise) throws Unfillable {
    if (text.isBlank()) {
      return JsonValue.EMPTY_OBJECT;
    }
    if (!JsonText.isJson(text)) {
      throw new Unfillable(otherwise);
    }
    return JsonValue.json(text.strip());
  }
}
