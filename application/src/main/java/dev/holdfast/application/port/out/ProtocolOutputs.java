package dev.holdfast.application.port.out;

import java.nio.ByteBuffer;

/** What a session protocol can ask for. Loop thread, and only during the call it came with. */
public interface ProtocolOutputs {

  /** Send this text now, ahead of what waits in the outbox. */
  void writeText(String text);

  /** The gateway accepted the login. */
  void loginAccepted();

  /**
   * The gateway refused the login.
   *
   * @param why in its words; no secrets
   */
  void loginRejected(String why);

  /** This text is for the application. */
  void notify(String text);

  /**
   * This data is for the application.
   *
   * @param data copied before the call returns
   */
  void notify(ByteBuffer data);

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
