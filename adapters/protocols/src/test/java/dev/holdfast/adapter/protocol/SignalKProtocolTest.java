package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.PASSWORD;
import static dev.holdfast.adapter.protocol.Dialogue.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.SessionProtocol;
import org.junit.jupiter.api.Test;

/** {@code signalk}: three ways to log in, answers in several stages, deltas. */
final class SignalKProtocolTest {

  private static final String HELLO =
      "{'name':'boat','version':'2.23.0','self':'vessels.a','roles':[]}";

  private final SessionProtocol protocol = Protocols.byName("signalk").orElseThrow();
  private final Dialogue open = new Dialogue(protocol, Credentials.none());

  @Test
  void withoutCredentialsThereIsNoLogin() {
    open.opens("login accepted").receives(HELLO);
  }

  @Test
  void aTokenIsForTheHandshake() {
    assertThat(protocol.handshakeHeaders(TOKEN)).containsEntry("Authorization", "Bearer abc.def");
    new Dialogue(protocol, TOKEN).opens("login accepted");
  }

  @Test
  void aPasswordIsForAMessage() {
    String login =
        "write {'requestId':'holdfast-1','login':{'username':'a@b.test','password':'pw\\'1'}}";
    new Dialogue(protocol, PASSWORD)
        .opens(login)
        .receives(HELLO)
        .receives(
            "{'requestId':'holdfast-1','state':'COMPLETED','statusCode':200,'login':{'token':'t'}}",
            "login accepted");
    new Dialogue(protocol, PASSWORD)
        .opens(login)
        .receives(
            "{'requestId':'holdfast-1','state':'COMPLETED','statusCode':401,'message':'No user'}",
            "login rejected 401 No user");
  }

  @Test
  void anAnswerComesInStages() {
    open.opens("login accepted")
        .commands(
            "electrical.switches.anchorLight.state",
            "'Ship'",
            Expected.withKey("holdfast-1"),
            "write {'context':'vessels.self','requestId':'holdfast-1',"
                + "'put':{'path':'electrical.switches.anchorLight.state','value':'Ship'}}")
        .receives(
            "{'requestId':'holdfast-1','state':'PENDING','statusCode':202}",
            "progressed holdfast-1")
        .receives(
            "{'requestId':'holdfast-1','state':'COMPLETED','statusCode':200}",
            "answered holdfast-1 "
                + "{'requestId':'holdfast-1','state':'COMPLETED','statusCode':200}")
        .receives(
            "{'requestId':'holdfast-1','state':'COMPLETED','statusCode':405,'message':'PUT not supported'}",
            "refused holdfast-1 [405] PUT not supported");
  }

  @Test
  void itsFarewellSaysWhyAndGoesOn() {
    open.opens("login accepted")
        .receives("'security constraint'", "notify [farewell] 'security constraint'");
  }

  @Test
  void aSubscriptionIsNotAnswered() {
    open.opens("login accepted")
        .subscribes(
            "navigation.*",
            "{'period':1000}",
            Expected.NO_ANSWER,
            "write {'context':'vessels.self','subscribe':[{'path':'navigation.*','period':1000}]}");
  }

  /** One that comes before the login is over is a delta all the same. */
  @Test
  void deltasAreNotifications() {
    String delta =
        "{'context':'vessels.a','updates':[{'values':[{'path':'navigation.speedOverGround','value':3}]}]}";
    String notified = "notify [navigation.speedOverGround vessels.a] " + delta;
    open.receives(delta, notified).opens("login accepted").receives(delta, notified);
  }
}
