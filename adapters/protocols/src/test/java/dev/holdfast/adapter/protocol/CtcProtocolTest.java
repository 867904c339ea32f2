package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.verdict.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ctc}: vibration gateways that answer in order, with the bugs that are known of them. */
final class CtcProtocolTest {

  private static final String ACCEPTED =
      "{'Type':'RTN_LOGIN','From':'SERV','Target':'UI','Data':{'Email':'a@b.test','Success':true}}";

  private final SessionProtocol ctc = Protocols.byName("ctc").orElseThrow();
  private final Dialogue dialogue = new Dialogue(ctc, PASSWORD);

  @BeforeEach
  void logIn() {
    dialogue
        .opens(
            "write {'Type':'POST_LOGIN','From':'UI','To':'SERV',"
                + "'Data':{'Email':'a@b.test','Password':'pw\\'1'}}")
        .receives(ACCEPTED, "login accepted");
  }

  @Test
  void logsInPingsWithControlFramesAndAsksOneThingAtATime() {
    ProtocolProfile profile = ctc.profile();
    assertThat(profile.login()).isTrue();
    assertThat(profile.heartbeat()).isEqualTo(HeartbeatMode.PING);
    assertThat(profile.heartbeatMessages()).isFalse();
    assertThat(profile.maxInFlight()).isEqualTo(1);
    assertThat(profile.subprotocols()).isEmpty();
    assertThat(ctc.handshakeHeaders(PASSWORD)).isEmpty();
  }

  @Test
  void aNormalCloseIsAFault() {
    assertThat(ctc.profile().verdicts().verdictOn(Cause.closedByGateway(1000, "")))
        .isEqualTo(Verdict.BACKOFF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pw\\\"1 is wrong", "wrong: pw\\\"1"})
  void aRefusalIsToldWithoutThePassword(String error) {
    RecordedOutputs out = new RecordedOutputs();
    var session = ctc.newSession(PASSWORD);
    session.opened("", out);
    out.assertOne();
    session.textReceived(
        "{\"Type\":\"RTN_ERR\",\"Data\":{\"Attempt\":\"POST_LOGIN\",\"Error\":\"" + error + "\"}}",
        out);
    out.assertExactly("login rejected " + error.replace("pw\\\"1", "***"));
  }

  @Test
  void aNormalLookingAnswerCanBeARefusal() {
    new Dialogue(ctc, PASSWORD)
        .opens(
            "write {'Type':'POST_LOGIN','From':'UI','To':'SERV',"
                + "'Data':{'Email':'a@b.test','Password':'pw\\'1'}}")
        .receives(
            "{'Type':'RTN_LOGIN','Data':{'Success':false}}",
            "login rejected the gateway answered the login with Success false");
  }

  @Test
  void withoutAPasswordItDoesNotTry() {
    new Dialogue(ctc, Credentials.none())
        .opens("login rejected the login needs a user name (GATEWAY_EMAIL), and there is none");
  }

  @Test
  void aSecondAnswerToTheLoginIsIgnored() {
    dialogue.receives(ACCEPTED).receives("{'Type':'RTN_LOGIN','Data':{'Success':false}}");
  }

  @Test
  void sensorsAreToldByTheirNumbers() {
    dialogue
        .commands(
            "GET_DYN_CONNECTED",
            "",
            Expected.IN_ORDER,
            "write {'Type':'GET_DYN_CONNECTED','From':'UI','To':'SERV','Data':{}}")
        .receives(
            "{'Type':'RTN_DYN','Data':{'17':{'Serial':17,'Connected':1}}}",
            "answered oldest {'17':{'Serial':17,'Connected':1}}");
  }

  /** It is asked for the sensors after every login, as nothing else tells how fast they sample. */
  @Test
  void theListOfSensorsTellsHowFastAReadingWasSampled() {
    assertThat(ctc.questions()).containsExactly(new Request.Command("GET_DYN_CONNECTED", ""));
    String list = "{'17':{'Serial':17,'Connected':1,'ReadRate':25600,'Samples':2}}";
    dialogue
        .receives("{'Type':'RTN_DYN','Data':" + list + "}", "answered oldest " + list)
        .receives("{'Type':'RTN_DYN','Data':[]}", "answered oldest {}")
        .receives(
            "{'Type':'NOT_DYN_READING','Data':{'ID':4,'Serial':'17','Time':'2026-11-25 10:00',"
                + "'X':'1','Y':'1','Z':''}}",
            "notify [NOT_DYN_READING 17 4] "
                + "{'topic':'NOT_DYN_READING','id':'4','sensor':'17','time':'2026-11-25 10:00',"
                + "'sampleRateHz':25600,"
                + "'series':{'x':{'values':[1],'rms':1.0,'peak':1.0,'crestFactor':1.0},"
                + "'y':{'values':[1],'rms':1.0,'peak':1.0,'crestFactor':1.0},"
                + "'z':{'values':[],'rms':null,'peak':null,'crestFactor':null}}}");
  }

  @Test
  void aRateOfNothingIsTold() {
    String list = "{'17':{'Serial':17,'ReadRate':0}}";
    dialogue.receives(
        "{'Type':'RTN_DYN','Data':" + list + "}",
        "malformed sensors: expected a number above 0 as the rate of sensor 17",
        "answered oldest " + list);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[ ]"})
  void noSensorsAreAnEmptyList(String none) {
    dialogue.receives("{'Type':'RTN_DYN','Data':" + none + "}", "answered oldest {}");
  }

  @Test
  void anErrorNamesWhatItIsAboutOrNot() {
    dialogue
        .receives(
            "{'Type':'RTN_ERR','Data':{'Attempt':'TAKE_DYN_READING','Error':'no such sensor'}}",
            "refused oldest named TAKE_DYN_READING [] no such sensor")
        .receives(
            "{'Type':'RTN_ERR','Data':{'Attempt':null,'Error':'list index out of range'}}",
            "refused oldest [] list index out of range");
  }

  @Test
  void takesAReading() {
    dialogue
        .subscribes(
            "changes",
            "",
            Expected.IN_ORDER,
            "write {'Type':'POST_SUB_CHANGES','From':'UI','To':'SERV','Data':{}}")
        .receives("{'Type':'RTN_DYN','Data':{}}", "answered oldest {}")
        .commands(
            "TAKE_DYN_READING",
            "{'Serial':17}",
            Expected.IN_ORDER,
            "write {'Type':'TAKE_DYN_READING','From':'UI','To':'SERV','Data':{'Serial':17}}")
        // It started before it is answered; the serial is a number here and a text below.
        .receives(
            "{'Type':'NOT_DYN_READING_STARTED','Data':{'Serial':17,'Success':true}}",
            "notify [NOT_DYN_READING_STARTED 17] "
                + "{'Type':'NOT_DYN_READING_STARTED','Data':{'Serial':17,'Success':true}}")
        .receives("{'Type':'RTN_DYN','Data':{}}", "answered oldest {}")
        .receives(
            "{'Type':'NOT_DYN_READING','Data':{'ID':4,'Serial':'17','Time':'2026-11-25 10:00',"
                + "'X':'3,-4','Y':'0, 0','Z':''}}",
            "notify [NOT_DYN_READING 17 4] "
                + "{'topic':'NOT_DYN_READING','id':'4','sensor':'17','time':'2026-11-25 10:00',"
                + "'series':{'x':{'values':[3,-4],'rms':3.5355339059327378,'peak':4.0,"
                + "'crestFactor':1.131370849898476},"
                + "'y':{'values':[0,0],'rms':0.0,'peak':0.0,'crestFactor':null},"
                + "'z':{'values':[],'rms':null,'peak':null,'crestFactor':null}}}")
        .receives(
            "{'Type':'NOT_DYN_TEMP','Data':{'Serial':'17','Temp':21.5}}",
            "notify [NOT_DYN_TEMP 17] {'Type':'NOT_DYN_TEMP','Data':{'Serial':'17','Temp':21.5}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0"})
  void aReadingThatDidNotStartHasFailed(String success) {
    String message =
        "{'Type':'NOT_DYN_READING_STARTED','Data':{'Serial':17,'Success':" + success + "}}";
    dialogue.receives(message, "notify failure [NOT_DYN_READING_STARTED 17] " + message);
  }

  @Test
  void subscriptionsHaveNamesOfTheirOwn() {
    dialogue.subscribes(
        "readings",
        "",
        Expected.impossible(
            "the session protocol ctc has no subscription readings; it has changes"));
  }

  @Test
  void whatNobodyKnowsGoesOnAsItCame() {
    dialogue.receives("{'Type':'NOT_NEW'}", "notify {'Type':'NOT_NEW'}");
  }
}
