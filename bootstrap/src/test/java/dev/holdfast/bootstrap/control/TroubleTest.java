package dev.holdfast.bootstrap.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which connections are told first, and whether all is well. */
final class TroubleTest {

  private static JsonTree connection(String id, String fields) throws IOException {
    return JsonTree.read("{\"id\":\"" + id + "\"," + fields + "}");
  }

  @Test
  void theWorstComesFirst() throws Exception {
    List<JsonTree> all =
        List.of(
            connection("up-1", "\"up\":true,\"upOrDownForMs\":1"),
            connection("spare", "\"up\":false,\"required\":false,\"upOrDownForMs\":900000"),
            connection("down", "\"up\":false,\"required\":true,\"upOrDownForMs\":10"),
            connection("down-longer", "\"up\":false,\"upOrDownForMs\":20"),
            connection("up-2", "\"up\":true,\"upOrDownForMs\":99"),
            connection("stopped", "\"up\":false,\"stopped\":\"rejected\",\"upOrDownForMs\":1"));

    assertThat(Trouble.first(all))
        .extracting(each -> each.text("id").orElseThrow())
        .containsExactly("stopped", "down-longer", "down", "spare", "up-1", "up-2");
    assertThat(Trouble.up(all)).isEqualTo(2);
    assertThat(Trouble.none(all)).isFalse();
  }

  @Test
  void whatIsNotRequiredIsNoTrouble() throws Exception {
    assertThat(
            Trouble.none(
                List.of(
                    connection("a", "\"up\":true"),
                    connection("b", "\"up\":false,\"required\":false"))))
        .isTrue();
    assertThat(Trouble.none(List.of(connection("a", "\"up\":false")))).isFalse();
  }
}
