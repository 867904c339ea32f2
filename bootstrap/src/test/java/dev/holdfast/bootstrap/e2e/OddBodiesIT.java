package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is unusual arrives bit for bit, also through a file and a killed daemon. */
@EndToEndTest
class OddBodiesIT {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String SEND = "/v1/connections/gateway/send";
  private static final int MIB = 1 << 20;

  /** The largest message unless the configuration says otherwise. */
  private static final int LARGEST = 16 * MIB;

  /** NUL, a smiley of two halves, Hebrew with a mark for its direction, a quote, line breaks. */
  private static final String UNICODE =
      "\u0000\ud83d\ude00\u202e\u05e9\u05dc\u05d5\u05dd\"\r\n\u2028\\";

  private static final String JSON_OF_IT =
      "\\u0000\ud83d\ude00\u202e\u05e9\u05dc\u05d5\u05dd\\\"\\r\\n\u2028\\\\";

  private final byte[] large = new byte[LARGEST];

  @Test
  void theyArriveBitForBitThoughTheDaemonIsKilled(Daemons daemons, RawGateway gateway)
      throws Exception {
    new SplittableRandom(7).nextBytes(large);
    byte[] allBytes = new byte[256];
    for (int i = 0; i < allBytes.length; i++) {
      allBytes[i] = (byte) i;
    }
    String largeText = "x".repeat(LARGEST - 2) + "\u00e9";
    gateway.stopListening();
    Path file = daemons.folder().resolve("outbox.db");
    DaemonProcess killed = start(daemons, gateway, file);
    Admin admin = Admin.of(killed);

    accepted(admin, "{\"text\":\"\"}");
    accepted(admin, "{\"text\":\"" + JSON_OF_IT + "\"}");
    accepted(admin, "{\"text\":\"" + largeText + "\"}");
    accepted(admin, "{\"base64\":\"\"}");
    accepted(admin, "{\"base64\":\"" + base64(allBytes) + "\"}");
    accepted(admin, "{\"base64\":\"" + base64(large) + "\"}");
    // What a command line can hold has no NUL; standard input has.
    type(daemons, admin, UNICODE);
    type(daemons, admin, base64(large), "--base64");
    killed.signal("KILL");
    killed.awaitExit(SOON);

    gateway.listenAgain();
    DaemonProcess next = start(daemons, gateway, file);
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    record.awaitFrames(Opcode.TEXT, 4, SOON);
    record.awaitFrames(Opcode.BINARY, 4, SOON);
    same(
        record.frames(Opcode.TEXT),
        List.of(bytes(""), bytes(UNICODE), bytes(largeText), bytes(UNICODE)));
    same(record.frames(Opcode.BINARY), List.of(new byte[0], allBytes, large, large));
    next.signal("TERM");
    next.assertExit(0, SOON);
  }

  private static DaemonProcess start(Daemons daemons, RawGateway gateway, Path file)
      throws Exception {
    return daemons
        .run(gateway.uri())
        .with("OUTBOX", file.toString())
        .with("OUTBOX_MAX_BYTES", String.valueOf(100 * MIB))
        .with("ADMIN_ADDRESS", "127.0.0.1:0")
        .start();
  }

  private static void accepted(Admin admin, String json) throws Exception {
    HttpResponse<String> answer = admin.post(SEND, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static void type(Daemons daemons, Admin admin, String text, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("send"));
    arguments.addAll(List.of(options));
    DaemonProcess command =
        daemons
            .command(arguments.toArray(String[]::new))
            .with("ADMIN_ADDRESS", admin.address())
            .start();
    command.type(text);
    command.endInput();
    command.assertExit(0, SOON);
  }

  private static void same(List<ClientFrame> frames, List<byte[]> expected) {
    assertThat(frames).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      // Not as values in an assertion, which would print them.
      assertThat(frames.get(i).payload().equals(ByteBuffer.wrap(expected.get(i))))
          .as("message " + i + " of " + expected.get(i).length + " bytes")
          .isTrue();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] data) {
    return Base64.getEncoder().encodeToString(data);
  }
}
