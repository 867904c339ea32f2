package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.outbox.OutboxInspection.Change;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.StoredMessage;
import dev.holdfast.application.testing.store.Page;
import dev.holdfast.application.testing.store.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People look into an outbox, and put things right, while a daemon has it open. */
final class OutboxInspectionTest {

  @TempDir private Path folder;

  private OutboxRig daemon;
  private OutboxInspection inspection;

  @BeforeEach
  void open() throws OutboxException {
    daemon = new OutboxRig(folder.resolve("outbox.db"));
    inspection = OutboxInspection.open(folder.resolve("outbox.db"));
  }

  @AfterEach
  void close() {
    inspection.close();
    daemon.close();
  }

  @Test
  void countsByConnectionAndClass() throws OutboxException {
    daemon.add("one");
    daemon.add("three");
    daemon.add(new OutboundMessage.Text("21.5", Delivery.latestValue("level")));
    daemon
        .file()
        .store("press-8")
        .add(new OutboundMessage.Text("x"), "id", 1_700_000_000_000L, new Told());
    buried("dead");

    assertThat(inspection.tallies())
        .containsExactly(
            new OutboxTally("press-7", "at-least-once", false, 2, 8, 1_795_000_000_123L),
            new OutboxTally("press-7", "latest-value", false, 1, 4, 1_795_000_000_123L),
            new OutboxTally("press-8", "at-least-once", false, 1, 1, 1_700_000_000_000L),
            new OutboxTally("press-7", "at-least-once", true, 1, 4, 1_795_000_000_123L));
    assertThat(inspection.deadLettersDropped()).isZero();
  }

  @Test
  void readsPageByPage() throws OutboxException {
    for (int i = 0; i < 5; i++) {
      daemon.add("m" + i);
    }

    List<KeptMessage> first = inspection.page(false, Optional.empty(), 0, 3);
    assertThat(texts(first)).containsExactly("m0", "m1", "m2");
    long last = first.get(2).stored().number();
    assertThat(texts(inspection.page(false, Optional.of("press-7"), last, 3)))
        .containsExactly("m3", "m4");
    assertThat(inspection.page(false, Optional.of("press-8"), 0, 3)).isEmpty();
    assertThat(inspection.page(true, Optional.empty(), 0, 3)).isEmpty();
  }

  @Test
  void findsWhatWaitsAndWhatIsDead() throws OutboxException {
    long waits = daemon.add("waits").number();
    long dead = buried("dead");

    KeptMessage waiting = inspection.find(waits).orElseThrow();
    assertThat(waiting.connection()).isEqualTo("press-7");
    assertThat(waiting.death()).isEmpty();
    KeptMessage gone = inspection.find(dead).orElseThrow();
    assertThat(texts(List.of(gone))).containsExactly("dead");
    assertThat(gone.death().orElseThrow().reason()).isEqualTo("refused");
    assertThat(inspection.find(999)).isEmpty();
  }

  @Test
  void aDeadLetterIsTriedAgainBehindTheOthersWithItsOldId() throws OutboxException {
    OutboundMessage bound =
        new OutboundMessage.Text("dead", Delivery.AT_LEAST_ONCE.boundToSession());
    long number = buried(bound);
    String id = inspection.find(number).orElseThrow().stored().id();
    daemon.add("waits");

    assertThat(inspection.retry(number)).isEqualTo(Change.DONE);

    Page page = new Page();
    daemon.store().load(MessageClass.AT_LEAST_ONCE, 0, 10, 1_000, page);
    daemon.settle();
    assertThat(page.texts()).containsExactly("waits", "dead");
    StoredMessage again = page.messages().get(1);
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.number()).isGreaterThan(number);
    assertThat(again.message().delivery().sessionBound()).isFalse();
    assertThat(inspection.page(true, Optional.empty(), 0, 10)).isEmpty();
    assertThat(inspection.retry(number)).isEqualTo(Change.NOT_THERE);
    assertThat(inspection.retry(again.number())).isEqualTo(Change.WAITS_ALREADY);
    assertThat(daemon.add("goes on").number()).isGreaterThan(again.number());
  }

  @Test
  void anOlderValueDoesNotTakeThePlaceOfANewer() throws OutboxException {
    Delivery level = Delivery.latestValue("level");
    long old = buried(new OutboundMessage.Text("1", level));
    long young = daemon.add(new OutboundMessage.Text("2", level)).number();

    assertThat(inspection.retry(old)).isEqualTo(Change.NEWER_VALUE);
    assertThat(inspection.find(old)).as("still there").isPresent();

    daemon.store().remove(young);
    daemon.add("the removal goes with it");
    assertThat(inspection.retry(old)).isEqualTo(Change.DONE);
  }

  @Test
  void dropsWhatWaitsAndWhatIsDead() throws OutboxException {
    long waits = daemon.add("waits").number();
    long dead = buried("dead");

    assertThat(inspection.drop(waits)).isEqualTo(Change.DONE);
    assertThat(inspection.drop(dead)).isEqualTo(Change.DONE);
    assertThat(inspection.drop(dead)).isEqualTo(Change.NOT_THERE);
    assertThat(inspection.tallies()).isEmpty();
    assertThat(daemon.texts()).isEmpty();
    daemon.store().remove(waits);
    daemon.add("goes on").number();
  }

  @Test
  void aFileThatIsNotThereIsNotCreated() {
    Path missing = folder.resolve("missing.db");

    assertThatThrownBy(() -> OutboxInspection.open(missing).close())
        .isInstanceOf(OutboxException.class)
        .hasMessage("there is no outbox " + missing);
    assertThat(missing).doesNotExist();
  }

  @Test
  void aFileThatIsNoOutboxSaysSo() throws IOException {
    Path text = Files.writeString(folder.resolve("list.txt"), "bread\n".repeat(1_000));
    assertThatThrownBy(() -> OutboxInspection.open(text).close())
        .hasMessage("cannot open the outbox " + text + ": it is not a SQLite database");
    Path empty = Files.createFile(folder.resolve("empty.db"));
    assertThatThrownBy(() -> OutboxInspection.open(empty).close())
        .hasMessageContaining("is empty: no daemon has opened it yet");
  }

  private long buried(String text) throws OutboxException {
    return buried(new OutboundMessage.Text(text));
  }

  private long buried(OutboundMessage message) throws OutboxException {
    long number = daemon.add(message).number();
    daemon.store().bury(number, "refused");
    // A survey is answered when everything before it is in the file.
    assertThat(daemon.file().store("press-7").inventory().lastNumber()).isEqualTo(number);
    return number;
  }

  private static List<String> texts(List<KeptMessage> kept) {
    return kept.stream()
        .map(each -> ((OutboundMessage.Text) each.stored().message()).text())
        .toList();
  }
}
