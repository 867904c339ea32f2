package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.SessionProtocol;
import org.junit.jupiter.api.Test;

/** Commands that a description knows by name. */
final class NamedCommandsTest {

  private static final String BY_ORDER =
      """
      name: plant
      commands:
        general: {send: {do: "${name}"}}
        named:
          list:
            send: {list: true}
            idempotent: true
            answers:
              - {when: {/sensors: {exists: true}}, is: answer, body: /sensors}
              - {when: {/sensorError: {exists: true}}, is: error, text: /sensorError}
      messages:
        - {name: sensors, when: {/sensors: {exists: true}}, is: notification, topic: sensors}
        - {name: answer, when: {/ok: true}, is: answer}
      """;

  private static final String BY_KEY =
      """
      name: plant
      correlation: {by: key, keys: number}
      commands:
        general: {send: {do: "${name}", k: "${key}"}}
        named:
          list:
            send: {list: "${key}"}
            answers:
              - {when: {/wait: true}, is: progress, key: /re}
              - {when: {/re: {exists: true}}, is: answer, key: /re, body: /sensors}
      messages:
        - {name: answer, when: {/re: {exists: true}}, is: answer, key: /re}
      """;

  @Test
  void whatAnswersOneCommandMeansSomethingElseOtherwise() throws Exception {
    String sensors = "{'sensors':[17]}";
    new Dialogue(Protocols.described("plant.yaml", BY_ORDER), Credentials.none())
        .opens()
        .receives(sensors, "notify [sensors] {'sensors':[17]}")
        .commands("list", "", Expected.IN_ORDER, "write {'list':true}")
        .receives("{'other':1}", "notify {'other':1}")
        .receives(sensors, "answered oldest [17]")
        .receives(sensors, "notify [sensors] {'sensors':[17]}")
        .commands("list", "", Expected.IN_ORDER, "write {'list':true}")
        .receives("{'sensorError':'none'}", "refused oldest [] none")
        .commands("list", "", Expected.IN_ORDER, "write {'list':true}")
        .commands("read", "", Expected.IN_ORDER, "write {'do':'read'}")
        .receives(sensors, "notify [sensors] {'sensors':[17]}")
        .receives("{'ok':true}", "answered oldest {'ok':true}");
  }

  @Test
  void byKeyEachAnswerIsReadAsItsCommandSays() throws Exception {
    new Dialogue(Protocols.described("plant.yaml", BY_KEY), Credentials.none())
        .opens()
        .commands("list", "", Expected.withKey("1"), "write {'list':1}")
        .commands("read", "", Expected.withKey("2"), "write {'do':'read','k':2}")
        .commands("list", "", Expected.withKey("3"), "write {'list':3}")
        .receives("{'re':3,'wait':true}", "progressed 3")
        .receives("{'re':3,'sensors':[3]}", "answered 3 [3]")
        .receives("{'re':2,'sensors':[2]}", "answered 2 {'re':2,'sensors':[2]}")
        .receives("{'re':1,'sensors':[1]}", "answered 1 [1]");
  }

  @Test
  void someDoNoHarmTwice() throws Exception {
    SessionProtocol plant = Protocols.described("plant.yaml", BY_ORDER);

    assertThat(plant.isIdempotent("list")).isTrue();
    assertThat(plant.isIdempotent("read")).isFalse();
  }
}
