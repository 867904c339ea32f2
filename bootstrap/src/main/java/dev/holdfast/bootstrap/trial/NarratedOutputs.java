package dev.holdfast.bootstrap.trial;

import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.ProtocolOutputs;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Hands on what a session asks for, and tells it. */
final class NarratedOutputs implements ProtocolOutputs {

  private final ProtocolOutputs out;
  private final Narration narration;

  NarratedOutputs(ProtocolOutputs out, Narration narration) {
    this.out = out;
    this.narration = narration;
  }

  @Override
  public void writeText(String text) {
    narration.tell("-> " + text);
    out.writeText(text);
  }

  @Override
  public void loginAccepted() {
    narration.tell("   the login is accepted");
    out.loginAccepted();
  }

  @Override
  public void loginResumed() {
    narration.tell("   the login is accepted, the session goes on");
    out.loginResumed();
  }

  @Override
  public void heartbeatWanted(Duration interval) {
    narration.tell("   the gateway wants heartbeats every " + interval.toMillis() + " ms");
    out.heartbeatWanted(interval);
  }

  @Override
  public void heartbeatAnswered() {
    narration.tell("   the heartbeat is answered");
    out.heartbeatAnswered();
  }

  @Override
  public void loginRejected(String why) {
    narration.tell("   the login is rejected: " + why);
    out.loginRejected(why);
  }

  @Override
  public void loginDeferred(Duration after, String why) {
    narration.tell("   the login is put off for " + after.toSeconds() + " s: " + why);
    out.loginDeferred(after, why);
  }

  @Override
  public void notify(Notification notification) {
    narration.tell("   for the application: " + notification.text());
    out.notify(notification);
  }

  @Override
  public void notify(ByteBuffer data) {
    narration.tell("   for the application: " + data.remaining() + " bytes");
    out.notify(data);
  }

  @Override
  public void answered(AnswerTo to, String body) {
    narration.tell("   answers " + whose(to));
    out.answered(to, body);
  }

  @Override
  public void progressed(String key) {
    narration.tell("   accepts what has the key " + key + "; its answer follows");
    out.progressed(key);
  }

  @Override
  public void refused(AnswerTo to, String code, String text) {
    narration.tell("   refuses " + whose(to) + ": " + (code + " " + text).strip());
    out.refused(to, code, text);
  }

  @Override
  public void called(GatewayCall call) {
    narration.tell("   the gateway calls " + call.action() + " with the key " + call.key());
    out.called(call);
  }

  @Override
  public void malformed(String why) {
    narration.tell("   not understood: " + why);
    out.malformed(why);
  }

  @Override
  public void violated(String why) {
    narration.tell("   the link must end: " + why);
    out.violated(why);
  }

  private static String whose(AnswerTo to) {
    if (to instanceof AnswerTo.Key key) {
      return "what has the key " + key.key();
    }
    if (to instanceof AnswerTo.Oldest oldest) {
      return "the oldest" + (oldest.name().isEmpty() ? "" : ", " + oldest.name());
    }
    return "nobody by name";
  }
}
