package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ByteFault;
import dev.holdfast.adapter.transport.fixture.ByteRelay;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same faults as over {@code ws}, in the middle of TLS: through its handshake, the upgrade and
 * the first frames, at bytes of the ciphertext.
 */
class TlsByteFaultTest extends LinkTest {

  /**
   * Every handshake costs milliseconds, so not at every byte; prime, so that it meets all kinds.
   */
  private static final int STRIDE = 13;

  private static final int COARSE_STRIDE = 31;

  /** A signature is a few bytes longer or shorter each time. */
  private static final int SLACK = 10;

  private static final List<String> SENT = List.of("hällo", "ab");

  private static final ServerFrame[] FRAMES = {
    ServerFrame.text("hällo"),
    ServerFrame.ping("p"),
    ServerFrame.binary(new byte[130]),
    ServerFrame.text("a").notFinal(),
    ServerFrame.continuation("b"),
    ServerFrame.close(1001, "bye")
  };

  @TempDir private static Path folder;

  private static TestCertificates certificates;

  private RawGateway secured;

  @BeforeAll
  static void makeCertificates() {
    certificates = new TestCertificates();
  }

  @BeforeEach
  void startSecured() throws Exception {
    secured = RawGateway.startTls(certificates.context(certificates.loopback()));
    secured.onConnection(
        connection -> {
          connection.acceptUpgrade();
          for (ServerFrame frame : FRAMES) {
            // A TLS record for each.
            connection.send(frame);
          }
          connection.readUntilClose();
          connection.fin();
        });
  }

  @AfterEach
  void stopSecured() throws Exception {
    secured.close();
  }

  private ByteRelay relay() throws Exception {
    return ByteRelay.to(secured.port());
  }

  /** With a transport of its own, which has no TLS session to resume: that would be shorter. */
  private RecordedLink openThrough(ByteRelay relay) {
    transport =
        TyrusTransport.create(
            TransportOptions.defaults()
                .withTls(
                    new TlsOptions(
                        Optional.of(certificates.authorityFile(folder)),
                        Optional.empty(),
                        Optional.empty())));
    return open(URI.create("wss://127.0.0.1:" + relay.port() + "/"));
  }

  private Cause causeOf(RecordedLink link, int at, int whole) {
    Cause cause = link.awaitEnded();
    if (cause.kind() == CauseKind.CLOSED_BY_GATEWAY) {
      assertThat(at).as("bytes of the close frame").isGreaterThan(whole - SLACK);
    }
    assertThat(link.texts("text")).isEqualTo(SENT.subList(0, link.texts("text").size()));
    return cause;
  }

  /** How many bytes the gateway sends when nothing goes wrong. */
  private int wholeLength() throws Exception {
    try (ByteRelay relay = relay()) {
      RecordedLink link = openThrough(relay);
      assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(1001, "bye"));
      assertThat(link.texts("text")).isEqualTo(SENT);
      return (int) relay.received();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ByteFault.class,
      names = {"FIN", "RESET"})
  void anEndIsALostLinkWhereverItComes(ByteFault fault) throws Exception {
    int whole = wholeLength();
    long files = OpenFiles.count();
    Set<String> details = new TreeSet<>();
    for (int at = 0; at < whole - SLACK; at += STRIDE) {
      try (ByteRelay relay = relay().faultAfter(at, fault)) {
        Cause cause = causeOf(openThrough(relay), at, whole);
        assertThat(cause.kind())
            .as("%s after %d of %d bytes: %s", fault, at, whole, cause)
            .isEqualTo(CauseKind.LINK_LOST);
        details.add(cause.detail());
      }
    }
    assertThat(details)
        .isSubsetOf(
            "ended during the TLS handshake",
            "connection reset during the TLS handshake",
            "ended during the opening handshake",
            "connection reset during the opening handshake",
            "ended without a close frame",
            "connection reset")
        .hasSizeGreaterThan(2);
    OpenFiles.awaitAtMost(files + 4);
  }

  @Test
  void garbageIsATlsFailureOrALostLinkAndNeverAMessage() throws Exception {
    int whole = wholeLength();
    int failures = 0;
    for (int at = 0; at < whole - SLACK; at += STRIDE) {
      try (ByteRelay relay = relay().faultAfter(at, ByteFault.GARBAGE)) {
        RecordedLink link = openThrough(relay);
        Cause cause = causeOf(link, at, whole);
        assertThat(cause.kind())
            .as("garbage after %d of %d bytes: %s", at, whole, cause)
            .isIn(CauseKind.TLS_FAILURE, CauseKind.LINK_LOST);
        if (cause.kind() == CauseKind.TLS_FAILURE) {
          assertThat(link.names()).doesNotContain("open");
          failures++;
        }
      }
    }
    assertThat(failures).isPositive();
  }

  @Test
  void aStallWaitsForTheOwnerToAbort() throws Exception {
    int whole = wholeLength();
    long files = OpenFiles.count();
    int stalls = 0;
    for (int at = 0; at < whole - SLACK; at += COARSE_STRIDE) {
      try (ByteRelay relay = relay().faultAfter(at, ByteFault.STALL)) {
        int bytes = at;
        RecordedLink link = openThrough(relay);
        Await.until(
            "stall after " + bytes + " of " + whole + " bytes",
            () -> relay.received() >= bytes || link.hasEnded());
        assertThat(link.hasEnded()).as("after %d of %d bytes: %s", at, whole, relay).isFalse();
        link.onLoop(() -> true);
        assertThat(link.names()).doesNotContain("ended");
        link.abort();
        stalls++;
        secured.awaitConnection(1 + stalls, SOON).record().awaitEnd(SOON);
      }
    }
    OpenFiles.awaitAtMost(files + 4);
  }

  @Test
  void everythingWorksOneByteAtATime() throws Exception {
    try (ByteRelay relay = relay().drip(Duration.ofNanos(10_000))) {
      RecordedLink link = openThrough(relay);
      assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(1001, "bye"));
      assertThat(link.texts("text")).isEqualTo(SENT);
      assertThat(link.texts("binary")).hasSize(1);
    }
  }
}
