package dev.holdfast.adapter.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.port.out.ServiceNotice;
import dev.holdfast.application.testing.LogCapture;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams, as they arrive. */
@Timeout(60)
final class NotifySocketTest {

  private static final ServiceNotice ALIVE = new ServiceNotice.Alive();

  @TempDir private Path folder;

  @Test
  void everyNoticeIsOneDatagram() throws Exception {
    String path = folder.resolve("notify").toString();
    try (Receiver receiver = new Receiver(path)) {
      NotifySocket socket = NotifySocket.to(path);
      assertThat(socket.tell(new ServiceNotice.Ready("all \u00e4\u20ac\ud83d\ude00 up"))).isTrue();
      assertThat(socket.tell(new ServiceNotice.Status("a"))).isTrue();
      assertThat(socket.tell(ALIVE)).isTrue();
      assertThat(socket.tell(new ServiceNotice.Reloading(41_102_037_918_999L))).isTrue();
      assertThat(socket.tell(new ServiceNotice.Stopping("b"))).isTrue();

      assertThat(receiver.next()).isEqualTo("READY=1\nSTATUS=all \u00e4\u20ac\ud83d\ude00 up");
      assertThat(receiver.next()).isEqualTo("STATUS=a");
      assertThat(receiver.next()).isEqualTo("WATCHDOG=1");
      assertThat(receiver.next()).isEqualTo("RELOADING=1\nMONOTONIC_USEC=41102037918");
      assertThat(receiver.next()).isEqualTo("STOPPING=1\nSTATUS=b");
      assertThat(receiver.next()).isEmpty();
    }
  }

  @Test
  void anAbstractNameIsReached() throws Exception {
    String name = "holdfast-test-" + UUID.randomUUID();
    try (Receiver receiver = new Receiver("\0" + name)) {
      assertThat(NotifySocket.to("@" + name).tell(ALIVE)).isTrue();
      assertThat(receiver.next()).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void aStatusIsOneLineOfBoundedLength() throws Exception {
    String path = folder.resolve("notify").toString();
    try (Receiver receiver = new Receiver(path)) {
      NotifySocket socket = NotifySocket.to(path);
      socket.tell(new ServiceNotice.Status("a\nREADY=1\rb"));
      socket.tell(new ServiceNotice.Status("x".repeat(NotifyMessage.STATUS_MOST)));
      socket.tell(new ServiceNotice.Status("x".repeat(NotifyMessage.STATUS_MOST + 1)));
      socket.tell(
          new ServiceNotice.Status("x".repeat(NotifyMessage.STATUS_MOST - 1) + "\ud83d\ude00"));
      socket.tell(new ServiceNotice.Status("\u20ac".repeat(NotifyMessage.STATUS_MOST)));

      assertThat(receiver.next()).isEqualTo("STATUS=a READY=1 b");
      assertThat(receiver.next()).isEqualTo("STATUS=" + "x".repeat(NotifyMessage.STATUS_MOST));
      assertThat(receiver.next()).isEqualTo("STATUS=" + "x".repeat(NotifyMessage.STATUS_MOST));
      assertThat(receiver.next()).isEqualTo("STATUS=" + "x".repeat(NotifyMessage.STATUS_MOST - 1));
      assertThat(receiver.next()).isEqualTo("STATUS=" + "\u20ac".repeat(NotifyMessage.STATUS_MOST));
    }
  }

  @Test
  void thatNobodyIsThereIsAWarningOnceAndTriedAgain() throws Exception {
    Path path = folder.resolve("notify");
    NotifySocket socket = NotifySocket.to(path.toString());
    try (LogCapture log = new LogCapture()) {
      List<String> lines = lines(log);
      assertThat(socket.tell(ALIVE)).isFalse();
      Files.createFile(path);
      assertThat(socket.tell(ALIVE)).isFalse();
      assertThat(socket.tell(ALIVE)).isFalse();
      assertThat(lines)
          .containsExactly(
              "WARN NOTIFY_SOCKET="
                  + path
                  + " cannot be reached, the service manager is not told: there is no such socket");
      Files.delete(path);
      try (Receiver receiver = new Receiver(path.toString())) {
        assertThat(socket.tell(ALIVE)).isTrue();
        assertThat(receiver.next()).isEqualTo("WATCHDOG=1");
      }
    }
  }

  @Test
  void aReceiverThatDoesNotReadIsNotWaitedFor() throws Exception {
    String path = folder.resolve("notify").toString();
    try (Receiver receiver = new Receiver(path);
        LogCapture log = new LogCapture()) {
      List<String> lines = lines(log);
      NotifySocket socket = NotifySocket.to(path);
      int taken = 0;
      // The system lets some hundreds wait at most: net.unix.max_dgram_qlen and the send buffer.
      while (taken < 1_000_000 && socket.tell(ALIVE)) {
        taken++;
      }
      assertThat(taken).isBetween(1, 999_999);
      assertThat(lines).singleElement().asString().endsWith("it does not take any more for now");
      receiver.next();
      assertThat(socket.tell(ALIVE)).isTrue();
    }
  }

  @Test
  void anAddressIsCheckedBeforehand() throws Exception {
    assertRefused("", "expected an absolute path, or @ and a name");
    assertRefused("@", "expected an absolute path, or @ and a name");
    assertRefused("/", "expected an absolute path, or @ and a name");
    assertRefused("vsock:2:1234", "expected an absolute path, or @ and a name");
    assertRefused(
        "/" + "x".repeat(NotifySocket.ADDRESS_MOST), "expected 107 bytes at most, but it has 108");
    String longest = "@" + UUID.randomUUID() + "x".repeat(NotifySocket.ADDRESS_MOST - 37);
    try (Receiver receiver = new Receiver("\0" + longest.substring(1))) {
      assertThat(NotifySocket.to(longest).tell(ALIVE)).isTrue();
      assertThat(receiver.next()).isEqualTo("WATCHDOG=1");
    }
  }

  private static List<String> lines(LogCapture log) {
    List<String> lines = new ArrayList<>();
    log.tell(event -> lines.add(event.getLevel() + " " + event.getFormattedMessage()));
    return lines;
  }

  private static void assertRefused(String address, String why) {
    assertThatThrownBy(() -> NotifySocket.to(address))
        .isInstanceOf(IOException.class)
        .hasMessage(why);
  }

  /** The other end. */
  private static final class Receiver implements AutoCloseable {

    private final Socket socket = Socket.newSocketDomainDgram();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(8_192);

    Receiver(String path) throws IOException {
      socket.bind(new DomainSocketAddress(path));
    }

    /** What has arrived; empty if nothing has. */
    String next() throws IOException {
      int length = socket.read(buffer, 0, buffer.capacity());
      byte[] bytes = new byte[Math.max(0, length)];
      buffer.get(0, bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
