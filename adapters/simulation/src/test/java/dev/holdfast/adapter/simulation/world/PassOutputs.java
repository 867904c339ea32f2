package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.ProtocolOutputs;
import java.nio.ByteBuffer;
import java.time.Duration;

/** What a session says, passed on. */
class PassOutputs implements ProtocolOutputs {

  private final ProtocolOutputs honest;

  PassOutputs(ProtocolOutputs honest) {
    this.honest = honest;
  }

  @Override
  public void writeText(String text) {
    honest.writeText(text);
  }

  @Override
  public void loginAccepted() {
    honest.loginAccepted();
  }

  @Override
  public void loginResumed() {
    honest.loginResumed();
  }

  @Override
  public void heartbeatWanted(Duration interval) {
    honest.heartbeatWanted(interval);
  }

  @Override
  public void heartbeatAnswered() {
    honest.heartbeatAnswered();
  }

  @Override
  public void loginRejected(String why) {
    honest.loginRejected(why);
  }

  @Override
  public void loginDeferred(Duration after, String why) {
    honest.loginDeferred(after, why);
  }

  @Override
  public void notify(Notification notification) {
    honest.notify(notification);
  }

  @Override
  public void notify(ByteBuffer data) {
    honest.notify(data);
  }

  @Override
  public void answered(AnswerTo to, String body) {
    honest.answered(to, body);
  }

  @Override
  public void progressed(String key) {
    honest.progressed(key);
  }

  @Override
  public void refused(AnswerTo to, String code, String text) {
    honest.refused(to, code, text);
  }

  @Override
  public void called(GatewayCall call) {
    honest.called(call);
  }

  @Override
  public void malformed(String why) {
    honest.malformed(why);
  }

  @Override
  public void violated(String why) {
    honest.violated(why);
  }
}
