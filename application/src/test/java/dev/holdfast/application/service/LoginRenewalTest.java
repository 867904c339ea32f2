package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Credentials that expire while a link is open. Those of this gateway hold for an hour. */
final class LoginRenewalTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @BeforeEach
  void anHour() {
    rig.protocol(ScriptedProtocol.withLogin().renewing());
    rig.credentials().answer(expiring("one"));
  }

  private static Credentials expiring(String token) {
    return new Credentials(
        Optional.empty(), Optional.empty(), Optional.of(token), Optional.of(HOUR));
  }

  /** Lets time pass on a link that answers its pings. */
  private void live(Duration time) {
    for (long left = time.toSeconds(); left > 0; left -= 20) {
      rig.passSeconds(Math.min(20, left));
      rig.link().pong();
      rig.run();
    }
  }

  private List<String> renewals() {
    return rig.link().wire().stream().filter(text -> text.startsWith("text renew")).toList();
  }

  @Test
  void theLoginIsRenewedAgainAndAgain() {
    rig.bringUp();
    rig.credentials().answer(expiring("two"));
    live(HOUR.minusSeconds(1));
    assertThat(renewals()).isEmpty();
    live(Duration.ofSeconds(1));
    assertThat(renewals()).containsExactly("text renew two");

    rig.credentials().answer(expiring("three"));
    live(HOUR);
    assertThat(renewals()).containsExactly("text renew two", "text renew three");
    assertThat(rig.transport().opened()).isEqualTo(1);
    assertThat(rig.credentials().asked()).containsExactly("any", "any", "any");
  }

  @Test
  void whoeverHasNoneIsAskedAgain() {
    rig.bringUp();
    rig.credentials().fail(new IOException("the issuer is down"));
    live(HOUR);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly("Login not renewed, asked again: the issuer is down");
    rig.credentials().answer(expiring("two"));
    live(Duration.ofSeconds(10));

    assertThat(renewals()).containsExactly("text renew two");
  }

  @Test
  void anIssuerOfTokensThatLiveForAMomentIsNotStormed() {
    rig.bringUp();
    rig.credentials()
        .answer(
            new Credentials(
                Optional.empty(),
                Optional.empty(),
                Optional.of("short"),
                Optional.of(Duration.ofMillis(1))));
    live(HOUR.plusSeconds(60));

    assertThat(renewals()).hasSize(7);
  }

  @Test
  void credentialsThatComeAfterTheLinkIsGoneAreForNobody() {
    rig.bringUp();
    CompletableFuture<Credentials> held = rig.credentials().hold();
    live(HOUR);
    rig.lose();
    held.complete(expiring("late"));
    rig.run();

    assertThat(renewals()).isEmpty();
  }

  @Test
  void whatDoesNotExpireIsNotRenewed() {
    rig.credentials().answer(Credentials.none());
    rig.bringUp();
    live(HOUR.multipliedBy(2));

    assertThat(renewals()).isEmpty();
  }

  @Test
  void aRefusedRenewalEndsTheLink() {
    rig.bringUp();
    live(HOUR);
    rig.receive("!reject no longer welcome");

    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
    rig.reconnectNow();
    assertThat(rig.credentials().asked()).last().isEqualTo("fresh");
  }

  @Test
  void aLinkThatCannotBeRenewedLastsUnlessItShallNot() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.bringUp();
    live(HOUR.multipliedBy(2));

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.transport().opened()).isEqualTo(1);
  }

  @Test
  void orIsReplacedShortlyBeforeTheyExpire() {
    rig.protocol(ScriptedProtocol.withLogin()).rotateBeforeExpiry();
    rig.random().choose(0.5);
    rig.bringUp();
    live(Duration.ofMinutes(57).minusSeconds(1));
    assertThat(rig.isUp()).isTrue();
    live(Duration.ofSeconds(1));

    assertThat(rig.link().wire()).last().isEqualTo("close 1000 planned rotation");
    assertThat(rig.connection().status().lastTransition().orElseThrow().cause().kind())
        .isEqualTo(CauseKind.ROTATION);
  }

  @Test
  void oneThatCouldNotEvenBecomeStableIsNotReplaced() {
    rig.protocol(ScriptedProtocol.withLogin()).rotateBeforeExpiry();
    rig.credentials()
        .answer(
            new Credentials(
                Optional.empty(),
                Optional.empty(),
                Optional.of("short"),
                Optional.of(Duration.ofSeconds(10))));
    rig.bringUp();
    live(Duration.ofMinutes(1));

    assertThat(rig.transport().opened()).isEqualTo(1);
  }
}
