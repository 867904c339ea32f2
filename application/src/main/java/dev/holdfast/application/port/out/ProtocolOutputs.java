package dev.holdfast.application.port.out;

import java.nio.ByteBuffer;
import java.time.Duration;

/** What a session protocol can ask for. Loop thread, and only during the call it came with. */
public interface ProtocolOutputs {

  /** Send this text now, ahead of what waits in the outbox. */
  void writeText(String text);

  /** The gateway accepted the login. */
  void loginAccepted();

  /**
   * The gateway accepted the login, and the session of the link before goes on: it knows what was
   * subscribed to, and tells what happened meanwhile.
   */
  void loginResumed();

  /**
   * The gateway dictates how often it wants heartbeats on this link; said before the login is
   * accepted.
   *
   * @param interval not negative, not yet bounded
   */
  void heartbeatWanted(Duration interval);

  /** The gateway answered the heartbeat message, which says how long the way takes. */
  void heartbeatAnswered();

  /**
   * The gateway refused the login.
   *
   * @param why in its words; no secrets
   */
  void loginRejected(String why);

  /**
   * The gateway will accept the login later, and asks to be left alone until then.
   *
   * @param after how long it asked for; not negative, not yet bounded
   * @param why in its words; no secrets
   */
  void loginDeferred(Duration after, String why);

  /** This text is for the application. */
  default void notify(String text) {
    notify(Notification.of(text));
  }

  /** The gateway says something by itself. */
  void notify(Notification notification);

  /**
   * This data is for the application.
   *
   * @param data copied before the call returns
   */
  void notify(ByteBuffer data);

  /**
   * A request was answered.
   *
   * @param to what the answer says about whose it is
   * @param body what is in it, mostly JSON text; possibly empty
   */
  void answered(AnswerTo to, String body);

  /**
   * A request was accepted; its answer is still to come.
   *
   * @param key the key that its answer will carry
   */
  void progressed(String key);

  /**
   * A request failed, as the gateway says.
   *
   * @param to what the answer says about whose it is
   * @param code the gateway's code; empty if it has none
   * @param text in its words
   */
  void refused(AnswerTo to, String code, String text);

  /** The gateway wants something and waits for {@link ProtocolSession#answer}. */
  void called(GatewayCall call);

  /**
   * The message could not be understood; it is counted, and the link lives on.
   *
   * @param why what is wrong with it; no payload
   */
  void malformed(String why);

  /**
   * The gateway broke the session protocol so badly that the link must end.
   *
   * @param why which rule
   */
  void violated(String why);
}
