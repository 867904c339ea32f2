package dev.holdfast.application.service;

import dev.holdfast.application.port.out.ProtocolSession;
import java.util.Optional;

/**
 * What the next link may offer so that the session of the last one goes on. Loop thread only.
 *
 * <p>A gateway that only drops whoever offers it must not keep us out: after {@value #OFFERS_MOST}
 * links that opened and did not come up it is forgotten.
 */
final class Resumption {

  static final int OFFERS_MOST = 2;

  private Optional<String> offer = Optional.empty();
  private int offers;
  private boolean up;
  private boolean resumed;

  /** What to offer; empty for a session of its own. */
  Optional<String> offer() {
    return offer;
  }

  /** A link is open: the gateway gets to see the offer. */
  void opened() {
    offers++;
  }

  /** The session of this link says that the gateway took the offer. */
  void resumed() {
    resumed = true;
  }

  /**
   * The connection is up: from now on the session of this link is the one to go on with.
   *
   * @return whether it is the session of the link before
   */
  boolean up() {
    boolean goesOn = resumed && offer.isPresent();
    forget();
    up = true;
    return goesOn;
  }

  /** A link is over. Telling it again changes nothing. */
  void linkOver(ProtocolSession session) {
    if (up) {
      forget();
      offer = session.resumption();
    } else if (offers >= OFFERS_MOST) {
      forget();
    }
    up = false;
    resumed = false;
  }

  /** The gateway does not want it, or nobody does. */
  void forget() {
    offer = Optional.empty();
    offers = 0;
    resumed = false;
  }
}
