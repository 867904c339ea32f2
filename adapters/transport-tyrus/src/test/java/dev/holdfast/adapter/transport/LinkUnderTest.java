package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import java.time.Duration;
import java.util.function.BiConsumer;

/** What a contract works with: a gateway of its own, and links to it. */
interface LinkUnderTest {

  Duration SOON = RecordedLink.SOON;

  RawGateway gateway();

  /** Opens a link whose listener also reacts, on the loop. */
  RecordedLink open(BiConsumer<RecordedLink, RecordedLink.Event> reaction);

  default RecordedLink open() {
    return open((link, event) -> {});
  }

  /** The gateway's side of the first connection. */
  default GatewayConnection connection() throws InterruptedException {
    return gateway().awaitConnection(1, SOON);
  }

  /** The gateway's record of the first connection. */
  default ConnectionRecord record() throws InterruptedException {
    return connection().record();
  }
}
