package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.application.port.out.HandshakeRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A gateway and a transport for each test; afterwards nothing may be left and nothing leaked. */
@Timeout(120)
abstract class LinkTest {

  static final Duration SOON = RecordedLink.SOON;

  static NettyEventLoops loops;

  RawGateway gateway;
  TyrusTransport transport;
  private final List<RecordedLink> links = new ArrayList<>();
  private final ListAppender<ILoggingEvent> nettyLog = new ListAppender<>();

  @BeforeAll
  static void startLoops() {
    LeakWatch.begin();
    loops = NettyEventLoops.start(1);
  }

  @AfterAll
  static void stopLoops() {
    loops.close();
    LeakWatch.assertNoLeaks();
  }

  @BeforeEach
  void startGateway() throws Exception {
    nettyLog.start();
    ((Logger) LoggerFactory.getLogger("io.netty")).addAppender(nettyLog);
    gateway = RawGateway.start();
    transport = TyrusTransport.create(TransportOptions.defaults());
  }

  @AfterEach
  void stopGateway() throws Exception {
    try {
      for (RecordedLink link : links) {
        link.abort();
        link.assertWellBehaved();
      }
    } finally {
      gateway.close();
      ((Logger) LoggerFactory.getLogger("io.netty")).detachAppender(nettyLog);
    }
    // An operator would read it, with a stack trace, and could do nothing about it.
    assertThat(nettyLog.list).as("what Netty had to complain about").isEmpty();
  }

  RecordedLink open() {
    return open(gateway.uri());
  }

  RecordedLink open(URI uri) {
    return open(RecordedLink.request(uri));
  }

  RecordedLink open(HandshakeRequest request) {
    return open(request, (link, event) -> {});
  }

  /** Opens a link whose listener also reacts, on the loop. */
  RecordedLink open(
      HandshakeRequest request, BiConsumer<RecordedLink, RecordedLink.Event> reaction) {
    RecordedLink link = RecordedLink.open(transport, loops.next(), request, reaction);
    links.add(link);
    return link;
  }

  /** The gateway's record of its n-th connection. */
  ConnectionRecord record(int number) throws InterruptedException {
    return gateway.awaitConnection(number, SOON).record();
  }
}
