package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.application.testing.transport.EndingPromises;
import dev.holdfast.application.testing.transport.MessagePromises;
import dev.holdfast.application.testing.transport.OpeningPromises;
import dev.holdfast.application.testing.transport.Stage;
import dev.holdfast.domain.cause.CauseKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What the transport port promises, and what this transport promises beyond it; a subclass says
 * what runs below.
 */
@Timeout(120)
abstract class TransportContract
    implements OpeningPromises, MessagePromises, EndingPromises, MessageContract, EndingContract {

  private RawGateway gateway;
  private Transport transport;
  private SocketStage stage;
  private final List<RecordedLink> links = new ArrayList<>();

  abstract RawGateway startGateway() throws IOException;

  abstract Transport newTransport();

  abstract NettyEventLoops loops();

  /** What it looks like when nobody listens where the gateway should be. */
  CauseKind refusal() {
    return CauseKind.CONNECT_REFUSED;
  }

  @BeforeEach
  void start() throws Exception {
    gateway = startGateway();
    transport = newTransport();
    stage = new SocketStage(transport, loops().next(), gateway, refusal());
  }

  @AfterEach
  void stop() throws Exception {
    try {
      stage.leave();
      for (RecordedLink link : links) {
        link.abort();
        link.assertWellBehaved();
      }
    } finally {
      gateway.close();
    }
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public RawGateway gateway() {
    return gateway;
  }

  @Override
  public RecordedLink open(BiConsumer<RecordedLink, RecordedLink.Event> reaction) {
    RecordedLink link =
        RecordedLink.open(transport, loops().next(), RecordedLink.request(gateway.uri()), reaction);
    links.add(link);
    return link;
  }
}
