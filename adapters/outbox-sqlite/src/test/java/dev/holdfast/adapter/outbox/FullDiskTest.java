package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.store.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that is really full, where the user of the test may mount one. */
final class FullDiskTest {

  @TempDir private Path folder;

  private boolean mounted;

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      run("umount", folder.toString());
    }
  }

  @Test
  void whatWasAcceptedStaysAndWhatIsTakenOutMakesRoom() throws IOException, InterruptedException {
    mount();
    List<Long> stored = new ArrayList<>();
    try (OutboxRig outbox = new OutboxRig(folder.resolve("outbox.db"))) {
      String why = "";
      for (int i = 0; why.isEmpty() && i < 100_000; i++) {
        Told told = outbox.add(new OutboundMessage.Text("x".repeat(5_000) + i));
        why = told.failure();
        if (why.isEmpty()) {
          stored.add(told.number());
        }
      }
      assertThat(why).isEqualTo("the disk is full");
      assertThat(stored).hasSizeGreaterThan(1_000);
      assertThat(outbox.texts()).hasSameSizeAs(stored);

      stored.forEach(outbox.store()::remove);
      Awaitility.await().until(() -> stock(outbox).messages() == 0);
      assertThat(outbox.add("again").number()).isGreaterThan(stored.get(stored.size() - 1));
    }

    try (OutboxRig outbox = new OutboxRig(folder.resolve("outbox.db"))) {
      assertThat(outbox.texts()).containsExactly("again");
    }
  }

  /** Another program has filled the disk, and gives the room back later. */
  @Test
  void itRecoversWhenThereIsRoomAgain() throws IOException, InterruptedException {
    mount();
    Path filler = folder.resolve("filler");
    try (OutboxRig outbox = new OutboxRig(folder.resolve("outbox.db"))) {
      outbox.add("accepted");
      fill(filler);
      assertThat(outbox.add(new OutboundMessage.Text("x")).failure()).isEqualTo("the disk is full");
      assertThat(outbox.texts()).containsExactly("accepted");

      Files.delete(filler);
      outbox.add("accepted again").number();
    }

    try (OutboxRig outbox = new OutboxRig(folder.resolve("outbox.db"))) {
      assertThat(outbox.texts()).containsExactly("accepted", "accepted again");
    }
  }

  private static MessageStore.Stock stock(OutboxRig outbox) throws OutboxException {
    return outbox.file().store("press-7").inventory().atLeastOnce();
  }

  private void mount() throws IOException, InterruptedException {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder.toString());
    assumeTrue(mounted, "this user may not mount a file system");
  }

  private static void fill(Path file) throws IOException, InterruptedException {
    // Ends when there is no room; that is what it is for.
    run("dd", "if=/dev/zero", "of=" + file, "bs=4096");
    assertThat(Files.size(file)).isPositive();
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // No such program here.
      return false;
    }
  }
}
