package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.application.port.out.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract over wss. */
class TlsTransportTest extends TransportContract {

  @TempDir private static Path folder;

  private static TestCertificates certificates;
  private static NettyEventLoops loops;

  @BeforeAll
  static void startLoops() {
    LeakWatch.begin();
    certificates = new TestCertificates();
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
    return RawGateway.startTls(certificates.context(certificates.loopback()));
  }

  @Override
  Transport newTransport() {
    TlsOptions tls =
        new TlsOptions(
            Optional.of(certificates.authorityFile(folder)), Optional.empty(), Optional.empty());
    return TyrusTransport.create(TransportOptions.defaults().withTls(tls));
  }
}
