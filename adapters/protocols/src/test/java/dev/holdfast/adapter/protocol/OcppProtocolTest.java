package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.verdict.Verdict;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ocpp-j-1.6} and {@code ocpp-j-2.0.1}: the boot gate, calls in both directions. */
final class OcppProtocolTest {

  private static final String BOOT =
      "write [2,'1','BootNotification',{'chargePointVendor':'Holdfast','chargePointModel':'Daemon'}]";

  private final SessionProtocol protocol = Protocols.byName("ocpp-j-1.6").orElseThrow();
  private final Dialogue dialogue = new Dialogue(protocol, PASSWORD);

  private Dialogue booted() {
    return dialogue
        .opens(BOOT)
        .receives(
            "[3,'1',{'status':'Accepted','interval':300,'currentTime':'now'}]",
            "heartbeat wanted every 300000 ms",
            "login accepted");
  }

  @Test
  void insistsOnItsSubprotocolAndProvesItselfInTheHandshake() {
    ProtocolProfile profile = protocol.profile();
    assertThat(profile.subprotocols()).containsExactly("ocpp1.6");
    assertThat(profile.subprotocolRequired()).isTrue();
    assertThat(profile.maxInFlight()).isEqualTo(1);
    assertThat(protocol.handshakeHeaders(PASSWORD)).containsOnlyKeys("Authorization");
    assertThat(profile.verdicts().verdictOn(Cause.handshakeRejected(404, "", Optional.empty())))
        .isEqualTo(Verdict.SLOW);
  }

  @Test
  void theNewerOneBootsInItsOwnWords() {
    Dialogue.with("ocpp-j-2.0.1", PASSWORD)
        .opens(
            "write [2,'1','BootNotification',"
                + "{'reason':'PowerUp','chargingStation':{'model':'Daemon','vendorName':'Holdfast'}}]")
        .receives(
            "[3,'1',{'status':'Accepted','interval':300}]",
            "heartbeat wanted every 300000 ms",
            "login accepted");
  }

  @Test
  void eitherOneIsSpokenAsTheGatewaySelects() {
    SessionProtocol either = Protocols.byName("ocpp-j").orElseThrow();
    assertThat(either.profile().subprotocols()).containsExactly("ocpp2.0.1", "ocpp1.6");
    new Dialogue(either, PASSWORD)
        .opensWith("ocpp1.6", BOOT)
        .receives("[3,'1',{'status':'Accepted'}]", "login accepted")
        .beats("[2,'2','Heartbeat',{}]");
    new Dialogue(either, PASSWORD)
        .opensWith(
            "ocpp2.0.1",
            "write [2,'1','BootNotification',"
                + "{'reason':'PowerUp','chargingStation':{'model':'Daemon','vendorName':'Holdfast'}}]")
        .receives("[3,'1',{'status':'Accepted'}]", "login accepted");
  }

  /** Three files, so that each can be shown and changed; they must not drift apart. */
  @Test
  void theThreeDifferInTheirNamesAndTheirBootAlone() {
    String common = common("ocpp-j");
    assertThat(common).contains("verdicts:", "calls:", "heartbeat:");
    assertThat(common("ocpp-j-1.6")).isEqualTo(common);
    assertThat(common("ocpp-j-2.0.1")).isEqualTo(common);
  }

  private static String common(String name) {
    return Protocols.description(name)
        .orElseThrow()
        .lines()
        .filter(line -> !line.startsWith("name: ") && !line.startsWith("about: "))
        .filter(line -> !line.contains("offered: ") && !line.contains("BootNotification"))
        .filter(line -> !line.contains("- subprotocol: "))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'often'", "true", "-1", "{}"})
  void aNonsensicalIntervalDoesNotSpoilTheBoot(String interval) {
    dialogue
        .opens(BOOT)
        .receives(
            "[3,'1',{'status':'Accepted','interval':" + interval + "}]",
            "malformed the heartbeat interval that the gateway wants is no number",
            "login accepted");
  }

  @Test
  void aCallBeforeTheBootIsAcceptedIsAnsweredAsThat() {
    dialogue
        .opens(BOOT)
        .receives("[2,'a-7','Reset',{'type':'Soft'}]", "called 'a-7' Reset {'type':'Soft'}")
        .answers(new CallAnswer.TooEarly(), "write [4,'a-7','GenericError','Not booted yet',{}]");
  }

  @Test
  void aBootCanBePutOff() {
    dialogue
        .opens(BOOT)
        .receives("[3,'1',{'status':'Pending','interval':90}]", "login deferred 90 s, Pending");
  }

  @Test
  void aBootThatIsPutOffWithoutATimeIsPutOffAllTheSame() {
    dialogue
        .opens(BOOT)
        .receives(
            "[3,'1',{'status':'Rejected'}]",
            "malformed the login is deferred without a number of seconds",
            "login deferred 0 s, Rejected");
  }

  @Test
  void aBootCanFail() {
    dialogue
        .opens(BOOT)
        .receives("[4,'1','InternalError','out of order',{}]", "login rejected out of order");
  }

  @Test
  void callsTheGateway() {
    booted()
        .commands(
            "StatusNotification",
            "{'connectorId':1}",
            Expected.withKey("2"),
            "write [2,'2','StatusNotification',{'connectorId':1}]")
        .receives("[3,'2',{}]", "answered 2 {}")
        .commands("Authorize", "", Expected.withKey("3"), "write [2,'3','Authorize',{}]")
        .receives(
            "[4,'3','OccurenceConstraintViolation','idTag is missing',{}]",
            "refused 3 [OccurenceConstraintViolation] idTag is missing");
  }

  @Test
  void whatTheGatewayCouldNotReadIsAnsweredToNobody() {
    booted()
        .receives(
            "[4,'-1','RpcFrameworkError','cannot parse',{}]",
            "refused anybody [RpcFrameworkError] cannot parse");
  }

  @Test
  void isCalledByTheGateway() {
    booted()
        .receives("[2,'a-7','Reset',{'type':'Soft'}]", "called 'a-7' Reset {'type':'Soft'}")
        .answers(
            new CallAnswer.Done("{\"status\":\"Accepted\"}"),
            "write [3,'a-7',{'status':'Accepted'}]")
        .answers(new CallAnswer.Done(""), "write [3,'a-7',{}]")
        .answers(
            new CallAnswer.NotImplemented(),
            "write [4,'a-7','NotImplemented','There is no Reset here',{}]")
        .answers(
            new CallAnswer.Failed("it \"hangs\""),
            "write [4,'a-7','InternalError','it \\'hangs\\'',{}]")
        .answers(
            new CallAnswer.Done("no JSON"),
            "write [4,'a-7','InternalError','the answer is not JSON',{}]");
  }

  @Test
  void nobodyWaitsForTheAnswerToAHeartbeat() {
    booted()
        .beats("[2,'2','Heartbeat',{}]")
        .receives("[3,'2',{'currentTime':'now'}]", "heartbeat answered")
        .beats("[2,'3','Heartbeat',{}]")
        .beats("[2,'4','Heartbeat',{}]")
        .receives("[3,'3',{'currentTime':'late'}]")
        .receives("[4,'4','InternalError','',{}]", "heartbeat answered")
        .receives("[3,'9',{}]", "answered 9 {}");
  }

  @Test
  void everythingElseIsNotUnderstood() {
    booted()
        .receives("{}", "malformed no rule fits")
        .receives("[3]", "malformed rule result: the message has no key")
        .receives("[2]", "malformed rule call: the message has no key")
        .receives("[", "malformed not JSON at character 2");
  }
}
