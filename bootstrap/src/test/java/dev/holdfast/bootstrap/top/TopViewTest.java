package dev.holdfast.bootstrap.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.control.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the live view, with what the control API says. */
final class TopViewTest {

  private static final long SECOND = 1_000_000_000L;

  private static TopView view(String filter) {
    return new TopView(
        "127.0.0.1:9470",
        filter,
        time -> time.toSeconds() + " s",
        connection -> connection.text("cause", "words").orElse(""));
  }

  private static JsonTree connection(String id, boolean up, long forMs, long received)
      throws IOException {
    return JsonTree.read(
        "{\"id\":\""
            + id
            + "\",\"state\":\""
            + (up ? "CONNECTED" : "DISCONNECTED")
            + "\",\"up\":"
            + up
            + ",\"upOrDownForMs\":"
            + forMs
            + ",\"attempt\":3,\"queued\":12,\"cause\":{\"words\":\""
            + (up ? "handshake completed" : "connect refused")
            + "\"},\"traffic\":{\"received\":"
            + received
            + ",\"sent\":0}}");
  }

  @Test
  void whoIsInTroubleComesFirst() throws Exception {
    TopView view = view("");
    view.update(
        new Sample(
            List.of(
                connection("fan", true, 5_000, 0),
                connection("pump", false, 1_000, 0),
                connection("press-7", false, 60_000, 0)),
            0));

    assertThat(view.page(80, 24))
        .containsExactly(
            "holdfast top  127.0.0.1:9470   1 of 3 up",
            "CONNECTION STATE                 FOR ATTEMPT    IN/S   OUT/S  QUEUE WHY",
            "press-7    DISCONNECTED         60 s       3       -       -     12 connect ref~",
            "pump       DISCONNECTED          1 s       3       -       -     12 connect ref~",
            "fan        CONNECTED             5 s       3       -       -     12 handshake c~",
            "1-3 of 3   q quits, arrows scroll");
  }

  @Test
  void ratesComeFromTwoSamples() throws Exception {
    TopView view = view("");
    view.update(new Sample(List.of(connection("a", true, 0, 100), connection("b", true, 0, 5)), 0));
    view.update(
        new Sample(
            List.of(
                connection("a", true, 0, 25_100),
                connection("b", true, 0, 8),
                connection("c", true, 0, 1)),
            2 * SECOND));

    List<String> page = view.everything(80);
    assertThat(page.get(2)).contains(" 12k ");
    assertThat(page.get(3)).contains(" 1.5 ");
    assertThat(page.get(4)).as("new, so nobody knows").doesNotContain("0.5");
  }

  @Test
  void aThousandFitAScreenAndScroll() throws Exception {
    List<JsonTree> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(connection("press-" + i, i % 500 != 0, 1_000, 0));
    }
    TopView view = view("");
    view.update(new Sample(many, 0));

    List<String> page = view.page(80, 24);
    assertThat(page).hasSize(24).allMatch(line -> line.length() <= 80);
    assertThat(page.get(0)).endsWith("998 of 1000 up");
    assertThat(page.get(2)).startsWith("press-0 ");
    assertThat(page.get(3)).startsWith("press-500 ");
    assertThat(page.get(23)).startsWith("1-21 of 1000");

    view.scroll(10_000);
    assertThat(view.page(80, 24).get(23)).startsWith("980-1000 of 1000");
    view.scroll(-1);
    assertThat(view.page(80, 24).get(23)).startsWith("979-999 of 1000");
    view.home();
    assertThat(view.page(80, 24).get(23)).startsWith("1-21 of 1000");
    assertThat(view.everything(80)).hasSize(1002);
  }

  @Test
  void aFilterLooksAtIdStateAndCause() throws Exception {
    List<JsonTree> all = List.of(connection("press-7", false, 0, 0), connection("fan", true, 0, 0));
    TopView refused = view("REFUSED");
    refused.update(new Sample(all, 0));
    assertThat(refused.everything(80)).hasSize(3).last().asString().startsWith("press-7");
    TopView none = view("pump");
    none.update(new Sample(all, 0));
    assertThat(none.page(80, 24))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("no connection with \"pump\"");
  }

  @Test
  void aDaemonThatIsGoneLeavesWhatItSaidLast() throws Exception {
    TopView view = view("");
    view.update(new Sample(List.of(connection("fan", true, 0, 0)), 0));
    view.unanswered("no daemon answers");

    assertThat(view.page(80, 24).get(0)).endsWith("no daemon answers");
    assertThat(view.page(80, 24).get(2)).startsWith("fan");
  }

  @Test
  void nobodySteersTheTerminal() throws Exception {
    TopView view =
        new TopView("x", "", time -> "1 s", connection -> "evil \033[2J\r\n\u2028\u009b31m words");
    view.update(new Sample(List.of(connection("a\\u001b[31m", true, 0, 0)), 0));

    assertThat(view.page(200, 24))
        .allMatch(line -> line.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028));
  }
}
