package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.outbox.OutboxFile;
import dev.holdfast.adapter.outbox.OutboxOptions;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code holdfast outbox count}, {@code list}, {@code show}, {@code retry} and {@code drop}. */
final class OutboxCommandTest {

  private static final long TIME = 1_795_000_000_123L;

  @TempDir private Path folder;

  /** The daemon that has the file open. */
  private OutboxFile daemon;

  private MessageStore store;

  @BeforeEach
  void open() throws IOException {
    daemon =
        OutboxFile.open(
            folder.resolve("outbox.db"),
            OutboxOptions.defaults(),
            new OutboxFile.Surroundings(System::nanoTime, () -> TIME, new SplittableRandom(1)));
    store = daemon.store("gateway");
  }

  @AfterEach
  void close() {
    daemon.close();
  }

  @Test
  void listsWhatWaits() throws IOException {
    add(new OutboundMessage.Text("first"), "a");
    add(new OutboundMessage.Text("21.5", Delivery.latestValue("level")), "b");
    bury(add(new OutboundMessage.Text("dead"), "c"), "refused: no such sensor");

    assertThat(outbox("list").out().lines())
        .containsExactly(
            "1  at-least-once  gateway  2026-11-18T11:06:40.123Z  a  first",
            "2  latest-value  gateway  2026-11-18T11:06:40.123Z  level  21.5");
    assertThat(outbox("list", "--dead").out().lines())
        .containsExactly(
            "3  at-least-once  gateway  2026-11-18T11:06:40.123Z  c  (refused: no such sensor)"
                + "  dead");
    assertThat(outbox("list", "--after", "1", "--limit", "1").out())
        .startsWith("2  ")
        .hasLineCount(1);
    assertThat(outbox("list", "--connection", "other").out()).isEmpty();
    assertThat(outbox("count").out().lines())
        .containsExactly(
            "gateway  at-least-once  waiting  1 message, 5 characters or bytes, the oldest of"
                + " 2026-11-18T11:06:40.123Z",
            "gateway  latest-value  waiting  1 message, 4 characters or bytes, the oldest of"
                + " 2026-11-18T11:06:40.123Z",
            "gateway  at-least-once  dead  1 message, 4 characters or bytes, the oldest of"
                + " 2026-11-18T11:06:40.123Z");
  }

  @Test
  void speaksJson() throws IOException {
    add(new OutboundMessage.Text("say \"hi\"\n"), "a");
    add(new OutboundMessage.Binary(ByteBuffer.wrap(new byte[] {1, 2, 3})), "b");

    assertThat(outbox("list", "--json").out().lines())
        .containsExactly(
            "{\"number\":1,\"connection\":\"gateway\",\"class\":\"at-least-once\",\"id\":\"a\","
                + "\"sessionBound\":false,\"accepted\":\"2026-11-18T11:06:40.123Z\","
                + "\"state\":\"waiting\",\"size\":9,\"text\":\"say \\\"hi\\\"\\n\"}",
            "{\"number\":2,\"connection\":\"gateway\",\"class\":\"at-least-once\",\"id\":\"b\","
                + "\"sessionBound\":false,\"accepted\":\"2026-11-18T11:06:40.123Z\","
                + "\"state\":\"waiting\",\"size\":3,\"base64\":\"AQID\"}");
    assertThat(outbox("show", "1", "--json", "--max", "3").out())
        .contains("\"text\":\"say\",\"truncated\":true");
    assertThat(outbox("count", "--json").out())
        .startsWith(
            "{\"connection\":\"gateway\",\"class\":\"at-least-once\",\"state\":\"waiting\"");
  }

  /** What a message says was written by somebody else: it must not steer the terminal. */
  @Test
  void showsPayloadsBoundedAndHarmless() throws IOException {
    long number =
        add(
            new OutboundMessage.Text("\u001b[2J\u202Eoff\\\u0007é\uD83D\uDE80" + "x".repeat(5_000)),
            "a");

    assertThat(outbox("show", "" + number).out())
        .contains("payload     \\u{1b}[2J\\u{202e}off\\\\\\u{7}é\uD83D\uDE80xxx")
        .contains("xxx... (917 more)")
        .contains("size        5013 characters");
    assertThat(outbox("show", "" + number, "--max", "12").out())
        .as("no pair is torn")
        .contains("\\u{7}é... (5001 more)");
    assertThat(outbox("list").out()).hasLineCount(1).doesNotContain("\u001b", "\u202E");
  }

  @Test
  void retriesAndDrops() throws IOException {
    long dead = add(new OutboundMessage.Text("dead"), "a");
    bury(dead, "refused");
    long waits = add(new OutboundMessage.Text("waits"), "b");

    assertThat(outbox("show", "" + dead).out()).contains("because     refused", "given up    2026");
    assertThat(outbox("retry", "" + waits).err().strip())
        .isEqualTo("message " + waits + " waits to be sent already");
    assertThat(outbox("retry", "" + dead).out().lines())
        .containsExactly(
            "message " + dead + " waits again",
            "no daemon was reached: one sends them when its link is up the next time");
    assertThat(outbox("list").out().lines()).hasSize(2);
    Outcome dropped = outbox("drop", "" + waits, "999");
    assertThat(dropped.status()).isEqualTo(2);
    assertThat(dropped.out().strip()).isEqualTo("message " + waits + " is dropped");
    assertThat(dropped.err().strip()).isEqualTo("there is no such message: 999");
    assertThat(outbox("show", "" + waits).err().strip()).isEqualTo("there is no message " + waits);
  }

  @Test
  void theFileIsThatOfTheConfigurationUnlessItIsNamed() {
    Path file = folder.resolve("outbox.db");
    assertThat(Outcome.of(new OutboxCommand(Map.of(), folder), "count").err().strip())
        .isEqualTo("OUTBOX is memory: nothing outlives the daemon. Name a file with --file");
    Outcome named = Outcome.of(new OutboxCommand(Map.of(), folder), "count", "--file", "outbox.db");
    assertThat(named.out().strip()).isEqualTo("no messages");
    assertThat(Outcome.of(new OutboxCommand(Map.of("OUTBOX", "durabel"), folder), "count").status())
        .isEqualTo(2);
    assertThat(outbox("count", "--file", file + ".bak").err().strip())
        .isEqualTo("there is no outbox " + file + ".bak");
    assertThat(outbox("list", "--limit", "0").err().strip())
        .isEqualTo("--limit must be 1 or more but was 0");
  }

  private Outcome outbox(String... args) {
    Path file = folder.resolve("outbox.db");
    return Outcome.of(new OutboxCommand(Map.of("OUTBOX", file.toString()), folder), args);
  }

  private long add(OutboundMessage message, String id) {
    CompletableFuture<Long> stored = new CompletableFuture<>();
    store.add(
        message,
        id,
        TIME,
        new MessageStore.Added() {
          @Override
          public void stored(long number) {
            stored.complete(number);
          }

          @Override
          public void failed(String why) {
            stored.completeExceptionally(new IllegalStateException(why));
          }
        });
    return stored.join();
  }

  private void bury(long number, String reason) throws IOException {
    store.bury(number, reason);
    // Answered when everything before it is in the file.
    assertThat(daemon.store("gateway").inventory().lastNumber()).isPositive();
  }
}
