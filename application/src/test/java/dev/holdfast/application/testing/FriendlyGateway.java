package dev.holdfast.application.testing;

import java.time.Duration;

/**
 * A gateway without faults: it accepts every link, every login, every close, and answers pings.
 *
 * @param latency how long it takes to answer
 */
public record FriendlyGateway(Duration latency) implements GatewayScript {

  /** One that answers at once. */
  public static FriendlyGateway atOnce() {
    return new FriendlyGateway(Duration.ZERO);
  }

  @Override
  public void dialled(FakeLink link) {
    link.loop().arrive(latency, link::accept);
  }

  @Override
  public void received(FakeLink link, String frame) {
    if (frame.startsWith("ping")) {
      link.loop().arrive(latency, link::pong);
    } else if (frame.startsWith("close")) {
      link.loop().arrive(latency, () -> link.closeByGateway(1000, ""));
    } else if (frame.equals("text " + ScriptedProtocol.LOGIN)) {
      link.loop().arrive(latency, () -> link.text(ScriptedProtocol.ACCEPT));
    }
  }
}
