package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.PASSWORD;
import static dev.holdfast.adapter.protocol.Dialogue.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.Credentials;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A described login that is renewed on the open link. */
final class RenewedLoginTest {

  private static final String DESCRIPTION =
      """
      name: plant
      login:
        steps:
          - send: {auth: "${token}"}
        accepted:
          when: {/ok: true}
          capture: {session: /session}
        renew:
          send: {renew: "${token}", session: "${session}"}
          accepted: {when: {/ok: true}}
          rejected: {when: {/ok: false}, reason: /why}
      """;

  private static final Credentials NEWER =
      new Credentials(Optional.empty(), Optional.empty(), Optional.of("n-3w"));

  private static Dialogue up() throws DescriptionException {
    return new Dialogue(Protocols.described("plant.yaml", DESCRIPTION), TOKEN)
        .opens("write {'auth':'abc.def'}")
        .receives("{'ok':true,'session':7}", "login accepted");
  }

  @Test
  void newerCredentialsAreSentAndTheAnswerIsNoMessage() throws Exception {
    assertThat(Protocols.described("plant.yaml", DESCRIPTION).renewsLogin()).isTrue();
    up().renews(NEWER, "write {'renew':'n-3w','session':7}")
        .receives("{'x':1}", "notify {'x':1}")
        .receives("{'ok':true}")
        .receives("{'ok':true}", "notify {'ok':true}");
  }

  @Test
  void aRefusalEndsTheLinkAndRepeatsNoSecret() throws Exception {
    up().renews(NEWER, "write {'renew':'n-3w','session':7}")
        .receives("{'ok':false,'why':'n-3w is unknown'}", "login rejected *** is unknown");
  }

  @Test
  void withoutWhatItNeedsItIsARefusal() throws Exception {
    up().renews(
            PASSWORD, "login rejected the login needs a token (GATEWAY_TOKEN), and there is none");
  }

  @Test
  void mostCannot() {
    assertThat(Protocols.byName("ctc").orElseThrow().renewsLogin()).isFalse();
  }
}
