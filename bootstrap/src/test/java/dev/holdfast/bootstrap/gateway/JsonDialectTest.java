package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'ping','timestamp':1700000000123}  | {'type':'pong','timestamp':1700000000123}",
        "{'type':'ping','timestamp':0.10}           | {'type':'pong','timestamp':0.10}",
        "{'type':'ping','timestamp':'a\\nb'}        | {'type':'pong','timestamp':'a\\nb'}",
        "{'type':'ping','timestamp':{'deep':[1]}}   | {'type':'pong'}",
        "{'type':'ping'}                            | {'type':'pong'}",
        "{'timestamp':7,'x':[{'y':1}],'type':'ping'}| {'type':'pong','timestamp':7}",
        "{'type':'set','id':42,'value':1.5}         | {'type':'ack','of':42}",
        "{'type':'set','id':'m-1'}                  | {'type':'ack','of':'m-1'}",
        "{'id':123456789012345678901234567890}      |"
            + " {'type':'ack','of':123456789012345678901234567890}",
        "{'id':1e999999}                            | {'type':'ack','of':1e999999}",
        "{'id':true}                                | {'type':'ack','of':true}",
        "{'id':null}                                | {'type':'ack','of':null}",
        "{'id':[1,2]}                               | {'type':'ack','of':null}",
        "{'type':5}                                 | {'type':'ack','of':null}",
        "{}                                         | {'type':'ack','of':null}",
        "[1,{'type':'ping'}]                        | {'type':'ack','of':null}",
        "42                                         | {'type':'ack','of':null}",
      })
  void answers(String message, String answer) {
    assertThat(JsonDialect.answer(message.replace('\'', '"'))).isEqualTo(answer.replace('\'', '"'));
  }

  @Test
  void echoesTheTextAsItIs() {
    String message = "{ \"type\" : \"echo\",\t\"n\":1.00, \"text\":\"\\u00e9\" }";

    assertThat(JsonDialect.answer(message)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "hello",
        "{",
        "{\"type\":",
        "{\"type\":\"ping\"",
        "{\"type\":\"ping\"} {\"type\":\"ping\"}",
        "{\"type\":\"echo\"} x",
        "[1,2",
        "{'type':'ping'}",
        "NaN",
        "\u0000",
      })
  void saysWhatIsNotJson(String message) {
    assertThat(JsonDialect.answer(message))
        .isEqualTo("{\"type\":\"error\",\"message\":\"not JSON\"}");
  }

  @Test
  void survivesNestingWithoutEnd() {
    assertThat(JsonDialect.answer("[".repeat(500_000))).contains("not JSON");
    assertThat(JsonDialect.answer("{\"id\":" + "[".repeat(500_000))).contains("not JSON");
  }
}
