package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.application.port.out.Transport;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract over ws, on the sockets that are best here (epoll on Linux). */
class BestSocketsTransportTest extends TransportContract {

  private static NettyEventLoops loops;

  @BeforeAll
  static void startLoops() {
    LeakWatch.begin();
    loops = NettyEventLoops.start(2, SocketFamily.best());
  }

  @AfterAll
  static void stopLoops() {
    loops.close();
    LeakWatch.assertNoLeaks();
  }

  @Override
  NettyEventLoops loops() {
    return loops;
  }

  @Override
  RawGateway startGateway() throws IOException {
    return RawGateway.start();
  }

  @Override
  Transport newTransport() {
    return TyrusTransport.create(TransportOptions.defaults());
  }
}
