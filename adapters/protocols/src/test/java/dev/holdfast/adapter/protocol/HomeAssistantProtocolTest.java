package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.SessionProtocol;
import org.junit.jupiter.api.Test;

/** {@code home-assistant}: the server speaks first, ids rise, many messages come at once. */
final class HomeAssistantProtocolTest {

  private final SessionProtocol protocol = Protocols.byName("home-assistant").orElseThrow();

  private Dialogue loggedIn() {
    return new Dialogue(protocol, TOKEN)
        .opens()
        .receives(
            "{'type':'auth_required','ha_version':'2026.11.0'}",
            "write {'type':'auth','access_token':'abc.def'}")
        .receives("{'type':'auth_ok','ha_version':'2026.11.0'}", "login accepted");
  }

  @Test
  void pingsWithMessagesAndSendsNoHeaders() {
    assertThat(protocol.profile().heartbeat()).isEqualTo(HeartbeatMode.MESSAGE);
    assertThat(protocol.profile().login()).isTrue();
    assertThat(protocol.handshakeHeaders(TOKEN)).isEmpty();
  }

  @Test
  void aRefusalIsToldInAMessage() {
    new Dialogue(protocol, TOKEN)
        .opens()
        .receives("{'type':'auth_required'}", "write {'type':'auth','access_token':'abc.def'}")
        .receives(
            "{'type':'auth_invalid','message':'Invalid access token'}",
            "login rejected Invalid access token");
  }

  @Test
  void withoutATokenItDoesNotTry() {
    new Dialogue(protocol, Credentials.none())
        .opens()
        .receives(
            "{'type':'auth_required'}",
            "login rejected the login needs a token (GATEWAY_TOKEN), and there is none");
  }

  /** Whoever accepts before we said anything speaks of something else. */
  @Test
  void isNotAcceptedBeforeTheTokenWasSent() {
    new Dialogue(protocol, TOKEN)
        .opens()
        .receives("{'type':'auth_ok'}", "notify {'type':'auth_ok'}");
  }

  @Test
  void idsRiseAcrossCommandsSubscriptionsAndPings() {
    loggedIn()
        .commands("get_states", "", Expected.withKey("2"), "write {'id':2,'type':'get_states'}")
        .beats("{'id':3,'type':'ping'}")
        .receives("{'id':3,'type':'pong'}", "heartbeat answered")
        .subscribes(
            "state_changed",
            "",
            Expected.withKey("4"),
            "write {'id':4,'type':'subscribe_events','event_type':'state_changed'}")
        .receives("{'id':4,'type':'result','success':true,'result':null}", "answered 4 null")
        .receives(
            "{'id':2,'type':'result','success':true,'result':[{'a':1}]}", "answered 2 [{'a':1}]");
  }

  @Test
  void thePayloadsFieldsStandBesideTheId() {
    loggedIn()
        .commands(
            "call_service",
            "{'domain':'light','service':'turn_on'}",
            Expected.withKey("2"),
            "write {'id':2,'type':'call_service','domain':'light','service':'turn_on'}")
        .commands(
            "call_service", "{'id':7}", Expected.impossible("the payload may not have a field id"))
        .commands("call_service", "[1]", Expected.impossible("the payload must be a JSON object"))
        .commands("call_service", "{", Expected.impossible("the payload is not JSON"));
  }

  @Test
  void anErrorHasACode() {
    loggedIn()
        .receives(
            "{'id':2,'type':'result','success':false,'error':{'code':'unknown_command','message':'No'}}",
            "refused 2 [unknown_command] No");
  }

  @Test
  void manyMessagesComeAsAnArray() {
    String event =
        "{'id':2,'type':'event','event':{'event_type':'state_changed',"
            + "'data':{'entity_id':'light.a'}}}";
    String notified =
        "notify [state_changed light.a] "
            + "{'event_type':'state_changed','data':{'entity_id':'light.a'}}";
    loggedIn()
        .receives(event, notified)
        .receives(
            "[" + event + ", {'id':3,'type':'result','success':true,'result':{}} ," + event + "]",
            notified,
            "answered 3 {}",
            notified);
  }
}
