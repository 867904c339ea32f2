package dev.holdfast.bootstrap.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,2.50,1e400,true,null,\"x\\n\"],\"b\":{}}",
        "\"x\"",
        "12345678901234567890123",
        "[]"
      })
  void whatIsReadIsWrittenAsItWas(String json) throws Exception {
    assertThat(JsonTree.read(json).json()).isEqualTo(json);
  }

  @Test
  void valuesAreFoundByTheirNames() throws Exception {
    JsonTree tree = JsonTree.read("{\"a\":{\"b\":\"x\",\"c\":7,\"d\":true,\"e\":[1,2]}}");

    assertThat(tree.text("a", "b")).contains("x");
    assertThat(tree.text("a", "c")).contains("7");
    assertThat(tree.number("a", "c")).isEqualTo(7);
    assertThat(tree.isTrue("a", "d")).isTrue();
    assertThat(tree.items("a", "e")).hasSize(2);
    assertThat(tree.at("a", "x")).isEmpty();
    assertThat(tree.text("a", "b", "c")).isEmpty();
    assertThat(tree.number("a", "b")).isZero();
    assertThat(tree.isTrue("a")).isFalse();
    assertThat(tree.items("a")).isEmpty();
  }

  @Test
  void objectsAreWritten() {
    assertThat(JsonTree.object(Map.of("text", JsonTree.of("say \"hi\""))))
        .isEqualTo("{\"text\":\"say \\\"hi\\\"\"}");
    assertThat(JsonTree.object(Map.of("flag", JsonTree.of(true)))).isEqualTo("{\"flag\":true}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"a\":"})
  void whatIsNoJsonIsNotRead(String text) {
    assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(IOException.class);
  }
}
