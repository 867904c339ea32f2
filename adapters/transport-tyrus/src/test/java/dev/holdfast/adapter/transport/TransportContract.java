package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.application.port.out.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the transport port promises, whatever runs below it; a subclass says what does. */
@Timeout(120)
abstract class TransportContract implements MessageContract, EndingContract {

  private RawGateway gateway;
  private Transport transport;
  private final List<RecordedLink> links = new ArrayList<>();

  abstract RawGateway startGateway() throws IOException;

  abstract Transport newTransport();

  abstract NettyEventLoops loops();

  @BeforeEach
  void start() throws Exception {
    gateway = startGateway();
    transport = newTransport();
  }

  @AfterEach
  void stop() throws Exception {
    try {
      for (RecordedLink link : links) {
        link.abort();
        link.assertWellBehaved();
      }
    } finally {
      gateway.close();
    }
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
