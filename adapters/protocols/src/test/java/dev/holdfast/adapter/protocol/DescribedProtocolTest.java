package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.PASSWORD;
import static dev.holdfast.adapter.protocol.Dialogue.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.verdict.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a description can say, key by key, as the link then behaves. */
final class DescribedProtocolTest {

  private static SessionProtocol described(String... lines) {
    try {
      return Protocols.described("my.yaml", "name: mine\n" + String.join("\n", lines));
    } catch (DescriptionException e) {
      throw new AssertionError(e);
    }
  }

  private static Dialogue dialogue(String... lines) {
    return new Dialogue(described(lines), Credentials.none());
  }

  private static Dialogue rule(String when, String... rest) {
    return dialogue(
        "messages:",
        "  - when: " + when,
        "    " + String.join("\n    ", rest),
        "otherwise: ignore");
  }

  @Test
  void aNameAloneIsAProtocolThatHandsEverythingOn() {
    SessionProtocol protocol = described();
    assertThat(protocol.profile().name()).isEqualTo("mine");
    assertThat(protocol.profile().login()).isFalse();
    assertThat(protocol.profile().heartbeat()).isEqualTo(HeartbeatMode.PING);
    assertThat(protocol.profile().maxInFlight()).isEqualTo(1);
    assertThat(protocol.handshakeHeaders(TOKEN))
        .isEqualTo(Map.of("Authorization", "Bearer abc.def"));
    dialogue().opens().receives(" { 'a' : 1 } ", "notify  { 'a' : 1 } ");
  }

  @Test
  void binaryGoesOn() {
    RecordedOutputs out = new RecordedOutputs();
    described()
        .newSession(Credentials.none())
        .binaryReceived(ByteBuffer.wrap(new byte[] {1, 2}), out);
    out.assertExactly("notify 0x0102");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a: x               | {'a':'x'}        | true",
        "/a: x               | {'a':'y'}        | false",
        "/a: x               | {}               | false",
        "/a: x               | {'a':{'x':1}}    | false",
        "/a: 17              | {'a':17}         | true",
        "/a: 17              | {'a':'17'}       | true",
        "/a: true            | {'a':true}       | true",
        "/a: null            | {'a':null}       | true",
        "/a: null            | {}               | false",
        "/a: {equals: x}     | {'a':'x'}        | true",
        "/a: {exists: true}  | {'a':null}       | true",
        "/a: {exists: true}  | {'b':1}          | false",
        "/a: {exists: false} | {'b':1}          | true",
        "/a: {type: string}  | {'a':'1'}        | true",
        "/a: {type: string}  | {'a':1}          | false",
        "/a: {type: number}  | {'a':1.5}        | true",
        "/a: {type: boolean} | {'a':false}      | true",
        "/a: {type: 'null'}  | {'a':null}       | true",
        "/a: {type: object}  | {'a':{}}         | true",
        "/a: {type: array}   | {'a':[]}         | true",
        "/a: {one-of: [x, y]}| {'a':'y'}        | true",
        "/a: {one-of: [x, y]}| {'a':'z'}        | false",
        "/a: {at-least: 400} | {'a':400}        | true",
        "/a: {at-least: 400} | {'a':'401'}      | true",
        "/a: {at-least: 400} | {'a':399.5}      | false",
        "/a: {at-least: 400} | {'a':'much'}     | false",
        "/a: {at-least: 400} | {'a':[500]}      | false",
        "/a: {not: x}        | {'a':'y'}        | true",
        "/a: {not: x}        | {}               | true",
        "/a: {not: x}        | {'a':'x'}        | false",
        "/a: {not: {type: string}} | {'a':'x'}  | false",
        "/a: {type: string, not: x} | {'a':1}   | false",
        "/a/b/1: x           | {'a':{'b':[0,'x']}} | true",
        "/a/b/1: x           | {'a':{'b':{'1':'x'}}} | true",
        "/a/b/1: x           | {'a':{'b':['x']}} | false",
        "/~1~0: x            | {'/~':'x'}       | true",
        "/0: 3               | [3,'x']          | true",
        "/a: x               | \"x\"              | false",
        "/a: x               | null             | false",
      })
  void conditionsHoldOrNot(String when, String message, boolean holds) {
    String[] expected = holds ? new String[] {"notify " + message} : new String[0];
    rule("{" + when + "}", "is: notification").receives(message, expected);
  }

  @Test
  void theFirstRuleThatFitsHolds() {
    dialogue(
            "messages:",
            "  - {when: {/a: 1, /b: 2}, is: ignore}",
            "  - {when: {/a: 1}, is: notification, topic: one}",
            "  - {is: notification, topic: other}")
        .receives("{'a':1,'b':2}")
        .receives("{'a':1,'b':3}", "notify [one] {'a':1,'b':3}")
        .receives("{'b':2}", "notify [other] {'b':2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'b':1},'a':2,'t':'x'} | malformed /t is given twice | {'t':'x','t':'y'}",
        "{'t':'x'}                   | malformed not JSON at character 2 | {",
        "{'t':'x'}                   | malformed not JSON at character 9 | {'t':'x'",
        "{'t':'x'}                   | malformed more than one JSON value | {'t':'x'}{}",
        "{'t':'x'}                   | malformed not JSON: it is empty | '  '",
        "{'t':'x'}                   | malformed not JSON at character 1 | hello",
      })
  void whatCannotBeReadIsToldWithoutRepeatingIt(String fine, String problem, String message) {
    rule("{/t: x}", "is: notification")
        .receives(fine, "notify " + fine)
        .receives(message, problem)
        .receives(fine, "notify " + fine);
  }

  @Test
  void whatCannotBeReadMayGoOnAllTheSame() {
    dialogue("unreadable: hand-on")
        .receives("hello", "malformed not JSON at character 1", "notify hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 1_000_000})
  void depthIsBounded(int depth) {
    rule("{/t: x}", "is: notification")
        .receives(
            "{'a':" + "[".repeat(depth) + "]".repeat(depth) + "}",
            "malformed beyond a limit: nested deeper than 1000, or a name or a number too long");
  }

  @Test
  void whatNoRuleFitsIsWhatTheDescriptionSays() {
    dialogue("otherwise: malformed").receives("{}", "malformed no rule fits");
    dialogue("otherwise: ignore").receives("{}");
    dialogue("otherwise: notification").receives("{}", "notify {}");
  }

  @Test
  void oneFrameCanHoldAnArrayOfMessages() {
    dialogue(
            "framing: {messages: one-or-array}",
            "messages:",
            "  - {when: {/a: {exists: true}}, is: notification, topic: /a}")
        .receives("{'a':1}", "notify [1] {'a':1}")
        .receives("[]")
        .receives(
            " [ {'a':1} , {'a':[2]} , 3, 'x' ] ",
            "notify [1] {'a':1}",
            "notify [[2]] {'a':[2]}",
            "notify 3",
            "notify 'x'")
        .receives("[{'a':1},{]", "notify [1] {'a':1}", "malformed not JSON at character 11")
        .receives("[{'a':1}] x", "notify [1] {'a':1}", "malformed not JSON at character 11");
  }

  @Test
  void oneFrameCanHoldLines() {
    dialogue("framing: {messages: lines}")
        .receives("{'a':1}\r\n\n{'a':2}\n", "notify {'a':1}\r", "notify {'a':2}")
        .receives(
            "{'a':1}\nx\n3", "notify {'a':1}", "malformed not JSON at character 1", "notify 3");
  }

  @Test
  void aHeartbeatIsAnsweredByItsAnswerAndNotByProgress() {
    dialogue(
            "correlation: {by: key, keys: number}",
            "heartbeat: {message: {id: \"${key}\"}}",
            "messages: [{when: {/wait: true}, is: progress, key: /re},"
                + " {when: {/ok: true}, is: answer, key: /re}]",
            "commands: {general: {send: {id: \"${key}\", do: \"${name}\"}}}")
        .receives("{'ok':true,'re':1}", "answered 1 {'ok':true,'re':1}")
        .beats("{'id':1}")
        .receives("{'wait':true,'re':1}")
        .receives("{'ok':true,'re':1}", "heartbeat answered");
  }

  @Test
  void messagesCanBeTerminated() {
    dialogue(
            "framing: {messages: terminated, terminator: \"\\u001e\"}",
            "heartbeat: {message: {type: 6}}",
            "messages: [{when: {/type: 6}, is: pong}, {when: {/type: 3}, is: answer}]",
            "commands: {general: {send: {target: \"${name}\"}}}")
        .receives("{'type':6}\u001e{'type':1}\u001e", "heartbeat answered", "notify {'type':1}")
        .commands("go", "", Expected.IN_ORDER, "write {'target':'go'}\u001e")
        .beats("{'type':6}\u001e");
  }

  @Test
  void aLongFrameIsCutAtTheRightPlaces() {
    String filler = "x".repeat(70_000);
    String body = "{\"deep\":[1,{\"a\":\"" + filler + "\"}]}";
    RecordedOutputs out = new RecordedOutputs();
    var session =
        described("messages:", "  - {is: notification, topic: /t, body: /b}")
            .newSession(Credentials.none());
    session.textReceived("{\"f\":\"" + filler + "\",\"b\" : " + body + " ,\"t\":\"x\"}", out);
    out.assertExactly("notify [x] " + body.length() + " characters");
  }

  @Test
  void templatesKeepTheTypesOfJson() {
    dialogue(
            "commands:",
            "  general:",
            "    answered: false",
            "    send:",
            "      number: 17",
            "      text: '17'",
            "      octal: 010",
            "      yes: yes",
            "      true: true",
            "      nothing: null",
            "      empty:",
            "      float: -1.5e3",
            "      list: [1, \"a \\\"quoted\\\" text\", {}]",
            "      inside: \"do ${name} now\"",
            "      escaped: \"$${name}\"",
            "      payload: \"${payload}\"",
            "      told: \"with ${payload}\"")
        .commands(
            "a\"b",
            "[1, 'x']",
            Expected.NO_ANSWER,
            "write {'number':17,'text':'17','octal':'010','yes':'yes','true':true,'nothing':null,"
                + "'empty':null,'float':-1.5e3,'list':[1,'a \\'quoted\\' text',{}],"
                + "'inside':'do a\\'b now','escaped':'${name}','payload':[1, 'x'],"
                + "'told':'with [1, \\'x\\']'}");
  }

  @Test
  void aCommandCanHaveWordsOfItsOwn() {
    dialogue(
            "correlation: {by: key, keys: text, prefix: hf-}",
            "messages: [{is: answer, key: /id}]",
            "commands:",
            "  named:",
            "    reset: {send: {id: \"${key}\", op: RST}}",
            "    forget: {answered: false, send: {op: FORGET}}")
        .commands("reset", "", Expected.withKey("hf-1"), "write {'id':'hf-1','op':'RST'}")
        .commands("forget", "", Expected.NO_ANSWER, "write {'op':'FORGET'}")
        .receives("{'id':'hf-1'}", "answered hf-1 {'id':'hf-1'}")
        .commands(
            "other",
            "",
            Expected.impossible(
                "the session protocol mine has no command other; it has forget, reset"))
        .subscribes(
            "all",
            "",
            Expected.impossible("the session protocol mine has no subscription all; it has none"));
  }

  @Test
  void aPingIsAnsweredWithWhatItSaid() {
    rule(
            "{/type: ping}",
            "is: ping",
            "reply: {type: pong, data: \"${/data}\", said: \"<${/data}>\"}")
        .receives("{'type':'ping','data':7}", "write {'type':'pong','data':7,'said':'<7>'}")
        .receives(
            "{'type':'ping','data':{'a':[1]}}",
            "write {'type':'pong','data':{'a':[1]},'said':'<{\\'a\\':[1]}>'}")
        .receives("{'type':'ping'}", "write {'type':'pong','data':null,'said':'<null>'}");
    rule("{/type: ping}", "is: ping").receives("{'type':'ping'}");
  }

  @Test
  void aNotificationIsAcknowledgedWithWhatItSaid() {
    rule(
            "{/type: alarm}",
            "is: notification",
            "id: /n",
            "acknowledge: {type: got, n: \"${/n}\", said: \"<${/n}>\"}")
        .receives(
            "{'type':'alarm','n':7}",
            "notify [7] {'type':'alarm','n':7}, acknowledged by {'type':'got','n':7,'said':'<7>'}");
    rule("{/type: alarm}", "is: notification", "id: /n")
        .receives("{'type':'alarm','n':7}", "notify [7] {'type':'alarm','n':7}");
  }

  @Test
  void aCallCanBeAnsweredByTheDescription() {
    dialogue(
            "messages:",
            "  - {when: {/call: {exists: true}}, is: call, key: /id, action: /call, body: /args}",
            "calls:",
            "  replies:",
            "    time: {id: \"${key}\", echo: \"${/args/zone}\", action: \"${name}\"}",
            "  done: {id: \"${key}\", result: \"${body}\"}",
            "  not-implemented: {id: \"${key}\", error: none}",
            "  failed: {id: \"${key}\", error: \"${why}\"}")
        .receives(
            "{'id':7,'call':'time','args':{'zone':'UTC'}}",
            "write {'id':7,'echo':'UTC','action':'time'}")
        .receives("{'id':'7','call':'time'}", "write {'id':'7','echo':null,'action':'time'}")
        .receives("{'id':8,'call':'jump','args':[]}", "called 8 jump []")
        .answers(new CallAnswer.Done("true"), "write {'id':8,'result':true}")
        .receives("{'call':'jump'}", "malformed rule 1: the message has no key");
  }

  @Test
  void theEndOfASessionEndsTheLink() {
    rule("{/type: disconnect}", "is: end", "text: /reason")
        .receives("{'type':'disconnect','reason':'unauthorized'}", "violated unauthorized")
        .receives("{'type':'disconnect'}", "violated the gateway ended the session");
  }

  @Test
  void aLoginCanHaveStepsAndKeepWhatItIsTold() {
    String[] lines = {
      "login:",
      "  steps:",
      "    - expect: {/hello: {exists: true}}",
      "      capture: {nonce: /hello/nonce}",
      "      send: {user: \"${email}\", nonce: \"${nonce}\"}",
      "    - expect: {/challenge: {exists: true}}",
      "      capture: {challenge: /challenge}",
      "    - send: {answer: \"${challenge}:${password}\", nonce: \"${nonce}\"}",
      "  accepted: {when: {/ok: true}, capture: {session: /session}}",
      "  rejected:",
      "    - {when: {/ok: false}, reason: /why}",
      "  deferred: {when: {/later: {exists: true}}, seconds: /later, reason: busy}",
      "commands: {general: {send: {session: \"${session}\", do: \"${name}\"}}}",
      "messages: [{when: {/done: true}, is: answer}]",
    };
    SessionProtocol protocol = described(lines);
    assertThat(protocol.profile().login()).isTrue();
    Dialogue dialogue =
        new Dialogue(protocol, PASSWORD)
            .opens()
            .receives("{'event':1}", "notify {'event':1}")
            .receives("{'hello':{'nonce':[1,2]}}", "write {'user':'a@b.test','nonce':[1,2]}")
            .receives("{'challenge':'c'}", "write {'answer':'c:pw\\'1','nonce':[1,2]}");
    dialogue
        .receives(
            "{'ok':true}", "malformed a message of the login lacks what is captured as session")
        .receives("{'ok':true,'session':'s'}", "login accepted")
        .commands("go", "", Expected.IN_ORDER, "write {'session':'s','do':'go'}")
        .receives("{'ok':false}", "notify {'ok':false}");
    new Dialogue(protocol, PASSWORD)
        .opens()
        .receives("{'ok':false,'why':'not pw\\'1'}", "login rejected not ***");
    new Dialogue(protocol, PASSWORD)
        .opens()
        .receives("{'ok':false}", "login rejected the gateway refused the login");
    new Dialogue(protocol, PASSWORD)
        .opens()
        .receives("{'later':'1e300'}", "login deferred 31536000 s, busy");
  }

  @Test
  void aLoginCanEndWithWhatItWaitsFor() {
    dialogue("login: {steps: [{send: {hello: 1}}, {expect: {/hello: 1}}]}")
        .opens("write {'hello':1}")
        .receives("{'hello':2}", "notify {'hello':2}")
        .receives("{'hello':1}", "login accepted")
        .receives("{'hello':1}", "notify {'hello':1}");
  }

  @Test
  void theHandshakeHoldsWhatIsAsked() {
    SessionProtocol protocol =
        described(
            "handshake:",
            "  authorization: none",
            "  headers: {X-Api-Key: \"${token}\", X-Auth: \"JWT ${token}!\", X-Client: holdfast}");
    assertThat(protocol.handshakeHeaders(TOKEN))
        .isEqualTo(
            Map.of("X-Api-Key", "abc.def", "X-Auth", "JWT abc.def!", "X-Client", "holdfast"));
    assertThat(protocol.handshakeHeaders(PASSWORD)).isEqualTo(Map.of("X-Client", "holdfast"));
    assertThat(described("handshake: {authorization: basic}").handshakeHeaders(TOKEN)).isEmpty();
    assertThat(described("handshake: {authorization: bearer}").handshakeHeaders(PASSWORD))
        .isEmpty();
  }

  @Test
  void verdictsTakeThePlaceOfTheDefaults() {
    var verdicts =
        described(
                "verdicts:",
                "  1000: reconnect",
                "  http 404: slow",
                "  login-rejected: stop",
                "  4403: refresh",
                "  1013: spread 5s 1m")
            .profile()
            .verdicts();
    assertThat(verdicts.verdictOn(Cause.closedByGateway(1000, ""))).isEqualTo(Verdict.BACKOFF);
    assertThat(verdicts.verdictOn(Cause.of(CauseKind.LOGIN_REJECTED))).isEqualTo(Verdict.STOP);
    assertThat(verdicts.verdictOn(Cause.closedByGateway(4403, ""))).isEqualTo(Verdict.REFRESH);
    assertThat(verdicts.verdictOn(Cause.closedByGateway(1013, "")))
        .isEqualTo(Verdict.spread(Duration.ofSeconds(5), Duration.ofMinutes(1)));
    assertThat(verdicts.verdictOn(Cause.closedByGateway(1008, ""))).isEqualTo(Verdict.STOP);
  }

  @Test
  void aReadingThatCannotBeDecodedGoesOnWhole() {
    rule("{/t: r}", "is: notification", "reading: {series: {x: /x}}")
        .receives(
            "{'t':'r','x':'1,two,3'}",
            "malformed rule 1: x is no list of numbers at item 2",
            "notify {'t':'r','x':'1,two,3'}")
        .receives(
            "{'t':'r','x':'1,NaN'}",
            "malformed rule 1: x is no list of numbers at item 2",
            "notify {'t':'r','x':'1,NaN'}")
        .receives(
            "{'t':'r','x':'1,1e999'}",
            "malformed rule 1: x is no list of numbers at item 2",
            "notify {'t':'r','x':'1,1e999'}")
        .receives(
            "{'t':'r','x':'1,'}",
            "malformed rule 1: x is no list of numbers at item 2",
            "notify {'t':'r','x':'1,'}")
        .receives("{'t':'r'}", "malformed rule 1: x must be a text of numbers", "notify {'t':'r'}")
        .receives(
            "{'t':'r','x':' .5, +2 ,1e0'}",
            "notify {'topic':'','series':{'x':{'values':[0.5,2.0,1e0],"
                + "'rms':1.3228756555322954,'peak':2.0,'crestFactor':1.5118578920369088}}}");
  }
}
