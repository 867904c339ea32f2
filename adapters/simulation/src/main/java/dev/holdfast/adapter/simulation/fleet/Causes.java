package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.adapter.simulation.scenario.LinkEnd;
import dev.holdfast.adapter.simulation.scenario.Scenario.Refusal;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.util.ArrayList;
import java.util.List;

/** The few causes that a storm knows, each made once and named by a small number. */
final class Causes {

  private static final int MOST = 256;

  private final List<Cause> known = new ArrayList<>();

  // A whole fleet sees the same one.
  private Refusal lastRefusal = Refusal.REFUSED;
  private int lastRefusalNumber = number(Cause.of(CauseKind.CONNECT_REFUSED));

  Cause get(int number) {
    return known.get(number);
  }

  /**
   * The number of a cause.
   *
   * @throws IllegalStateException beyond {@value #MOST} different ones
   */
  int number(Cause cause) {
    int number = known.indexOf(cause);
    if (number >= 0) {
      return number;
    }
    if (known.size() == MOST) {
      throw new IllegalStateException("more than " + MOST + " causes in one scenario");
    }
    known.add(cause);
    return known.size() - 1;
  }

  /** The number of what a device sees that is refused. */
  int number(Refusal refusal) {
    if (!refusal.equals(lastRefusal)) {
      lastRefusal = refusal;
      lastRefusalNumber =
          number(
              refusal.how() == Refusal.How.TURNED_DOWN
                  ? Cause.handshakeRejected(refusal.status(), "", refusal.retryAfter())
                  : Cause.of(CauseKind.CONNECT_REFUSED));
    }
    return lastRefusalNumber;
  }

  /** The number of what a device sees whose link ends. */
  int number(LinkEnd end) {
    return number(
        end.how() == LinkEnd.How.CLOSE
            ? Cause.closedByGateway(end.code(), "")
            : Cause.of(CauseKind.LINK_LOST));
  }
}
