package dev.holdfast.application.service;

import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * What the session of one attempt says, brought to whom it concerns: the machine, the dialogue, the
 * sink, the gateway. Loop thread only.
 */
final class SessionVoice implements ProtocolOutputs {

  private final long attempt;
  private final AttemptLink link;
  private final ConnectionLog log;
  private final String connection;
  private final ConnectionPorts ports;
  private final TrafficCounters counters;
  private final Dialogue dialogue;
  private final RoundTrips roundTrips;
  private final EventFeed feed;
  private Optional<Duration> heartbeatInterval = Optional.empty();

  SessionVoice(
      long attempt,
      AttemptLink link,
      String connection,
      ConnectionPorts ports,
      TrafficCounters counters,
      Dialogue dialogue,
      RoundTrips roundTrips,
      EventFeed feed) {
    this.attempt = attempt;
    this.link = link;
    this.log = ConnectionLog.of(connection);
    this.connection = connection;
    this.ports = ports;
    this.counters = counters;
    this.dialogue = dialogue;
    this.roundTrips = roundTrips;
    this.feed = feed;
  }

  @Override
  public void writeText(String text) {
    link.write(text);
  }

  @Override
  public void loginAccepted() {
    feed.feed(new Event.LoginAccepted(attempt, heartbeatInterval));
  }

  @Override
  public void heartbeatWanted(Duration interval) {
    if (HeartbeatPolicy.isDictatable(interval)) {
      heartbeatInterval = Optional.of(interval);
      link.heartbeatWanted(interval);
    } else {
      malformed(
          "it wants heartbeats every "
              + interval.toMillis()
              + " ms, expected 1 s to 24 h; the interval stays as it is");
    }
  }

  @Override
  public void heartbeatAnswered() {
    if (!link.isOver()) {
      roundTrips.answered(ports.loop().nanoTime());
    }
  }

  @Override
  public void loginResumed() {
    if (!link.isOver()) {
      dialogue.resumption().resumed();
    }
    loginAccepted();
  }

  @Override
  public void loginRejected(String why) {
    if (!link.isOver()) {
      dialogue.resumption().forget();
    }
    feed.feed(new Event.GivenUp(attempt, Cause.of(CauseKind.LOGIN_REJECTED, why)));
  }

  @Override
  public void loginDeferred(Duration after, String why) {
    feed.feed(new Event.GivenUp(attempt, Cause.loginDeferred(why, after)));
  }

  @Override
  public void notify(Notification notification) {
    if (dialogue.notified(notification)) {
      link.deliver(
          new InboundMessage.Text(
              connection, notification.topic(), notification.subject(), notification.text()));
    } else {
      counters.messageDuplicate();
    }
    if (!notification.acknowledgement().isEmpty()) {
      // Also of one that came before: that the gateway sends it again says that it does not know.
      link.acknowledgeWhenSafe(notification.acknowledgement());
    }
  }

  @Override
  public void notify(ByteBuffer data) {
    ByteBuffer copy = ByteBuffer.allocate(data.remaining());
    copy.put(data.duplicate()).flip();
    link.deliver(new InboundMessage.Binary(connection, copy));
  }

  @Override
  public void answered(AnswerTo to, String body) {
    ended(to, new CommandOutcome.Answered(body));
  }

  @Override
  public void refused(AnswerTo to, String code, String text) {
    ended(to, new CommandOutcome.Refused(code, text));
  }

  @Override
  public void progressed(String key) {
    if (!dialogue.progressed(key)) {
      unmatched();
    }
  }

  @Override
  public void called(GatewayCall call) {
    if (!dialogue.isUp()) {
      malformed("the call " + call.action() + " comes before the login is accepted");
      link.answer(call, new CallAnswer.TooEarly());
      return;
    }
    ports
        .calls()
        .handle(connection, call)
        .whenComplete(
            (answer, failure) ->
                feed.post(
                    () ->
                        link.answer(
                            call,
                            answer != null
                                ? answer
                                : new CallAnswer.Failed(
                                    "internal error: " + FailureWords.of(failure)))));
  }

  private void ended(AnswerTo to, CommandOutcome outcome) {
    if (link.isOver()) {
      return;
    }
    if (!dialogue.answered(to, outcome)) {
      unmatched();
    }
    // Also when it came too late: it may have kept others waiting.
    feed.dialogueMoved();
  }

  private void unmatched() {
    long count = counters.answerUnmatched();
    if (PowersOfTen.include(count)) {
      log.warn("Answer number {} that nobody waits for", count);
    }
  }

  @Override
  public void malformed(String why) {
    long count = counters.messageMalformed();
    if (PowersOfTen.include(count)) {
      log.warn("Message number {} not understood: {}", count, why);
    }
  }

  @Override
  public void violated(String why) {
    feed.feed(new Event.GivenUp(attempt, Cause.of(CauseKind.PROTOCOL_VIOLATION, why)));
  }
}
