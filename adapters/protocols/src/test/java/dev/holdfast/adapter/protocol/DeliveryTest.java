package dev.holdfast.adapter.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import org.junit.jupiter.api.Test;

/** Application messages that a described gateway acknowledges. */
final class DeliveryTest {

  private static final String BY_KEY =
      """
      name: plant
      correlation: {by: key, keys: number}
      delivery:
        send: {put: "${payload}", id: "${id}", k: "${key}"}
      messages:
        - {name: has, when: {/has: {exists: true}}, is: answer, key: /has}
        - {name: no, when: {/no: {exists: true}}, is: error, key: /no, text: /why}
      """;

  private static final String BY_ORDER =
      """
      name: plant
      delivery:
        send: {say: "${text}"}
        answers:
          - {when: {/got: true}, is: answer}
      messages:
        - {name: other, when: {/got: true}, is: malformed-elsewhere}
      """
          .replace("malformed-elsewhere", "ignore");

  @Test
  void aMessageIsWrittenWithItsIdAndAcknowledgedByItsKey() throws Exception {
    new Dialogue(Protocols.described("plant.yaml", BY_KEY), Credentials.none())
        .opens()
        .delivers(
            "s1-7",
            "{'t':21.5}",
            Expected.withKey("1"),
            "write {'put':{'t':21.5},'id':'s1-7','k':1}")
        .receives("{'has':1}", "answered 1 {'has':1}")
        .delivers("s1-8", "[1]", Expected.withKey("2"), "write {'put':[1],'id':'s1-8','k':2}")
        .receives("{'no':2,'why':'full'}", "refused 2 [] full");
  }

  @Test
  void whatIsNotJsonHasNoWordsWhereJsonIsAskedFor() throws Exception {
    new Dialogue(Protocols.described("plant.yaml", BY_KEY), Credentials.none())
        .opens()
        .delivers("s1-7", "21.5 C", Expected.impossible("the message is not JSON"));
  }

  @Test
  void anyTextCanBeDeliveredAsAText() throws Exception {
    new Dialogue(Protocols.described("plant.yaml", BY_ORDER), Credentials.none())
        .opens()
        .delivers("s1-7", "21.5 C \\", Expected.IN_ORDER, "write {'say':'21.5 C \\\\'}")
        .receives("{'got':true}", "answered oldest {'got':true}");
  }

  @Test
  void theProfileSaysThatMessagesAreAcknowledged() throws Exception {
    assertThat(Protocols.described("plant.yaml", BY_KEY).profile().acknowledges()).isTrue();
    assertThat(Protocols.byName("ctc").orElseThrow().profile().acknowledges()).isFalse();
  }

  @Test
  void aDeliveryWithoutAMessageOrAnAnswerIsAMistake() {
    assertThatThrownBy(
            () ->
                Protocols.described(
                    "plant.yaml", "name: plant\ndelivery: {send: {a: 1}, answered: false}\n"))
        .isInstanceOf(DescriptionException.class)
        .hasMessageContaining("expected true, as a message that nobody acknowledges")
        .hasMessageContaining("expected ${payload} or ${text} in it: the message itself");
  }
}
