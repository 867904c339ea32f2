package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.Expected;
import org.junit.jupiter.api.Test;

/** A described session that goes on where a lost link broke it off. */
final class ResumedSessionTest {

  /** Greets with its interval, numbers its events, and says at once if it does not go on. */
  private static final String DISPATCH =
      """
      name: dispatch
      login:
        steps:
          - expect: {/op: 10}
            send: {op: 2, token: "${token}"}
            resume: {op: 6, token: "${token}", session: "${session}", seq: "${seq}"}
        accepted:
          when: {/t: READY}
          capture: {session: /d/id}
        resumed:
          when: {/t: RESUMED}
        not-resumed:
          when: {/op: 9}
      heartbeat:
        message: {op: 1, d: "${seq}"}
        interval-milliseconds: /d/interval
      correlation: {by: key, keys: number}
      commands:
        general:
          send: {op: 20, key: "${key}", session: "${session}"}
      messages:
        - {name: done, when: {/op: 21}, is: answer, key: /key}
        - {name: event, when: {/op: 0}, is: notification, topic: /t, capture: {seq: /s}}
      """;

  private static final String HELLO = "{'op':10,'d':{'interval':41250}}";
  private static final String WANTED = "heartbeat wanted every 41250 ms";

  private static Dialogue upTo(long seq) throws DescriptionException {
    return new Dialogue(Protocols.described("dispatch.yaml", DISPATCH), TOKEN)
        .opens()
        .receives(HELLO, WANTED, "write {'op':2,'token':'abc.def'}")
        .receives("{'op':0,'t':'READY','d':{'id':'s-1'}}", "login accepted")
        .receives(
            "{'op':0,'t':'NEW','s':" + seq + "}",
            "notify [NEW] {'op':0,'t':'NEW','s':" + seq + "}");
  }

  private static final String RESUME = "write {'op':6,'token':'abc.def','session':'s-1','seq':41}";

  @Test
  void aValueOfALaterMessageIsKeptAndMayBeUsed() throws Exception {
    upTo(41)
        .beats("{'op':1,'d':41}")
        .receives("{'op':0,'t':'NEW'}", "notify [NEW] {'op':0,'t':'NEW'}")
        .beats("{'op':1,'d':41}");
  }

  @Test
  void theNextLinkOffersTheSession() throws Exception {
    upTo(41)
        .nextLink()
        .opens()
        .receives(HELLO, WANTED, RESUME)
        // What was missed comes before the news that it all came.
        .receives("{'op':0,'t':'NEW','s':42}", "notify [NEW] {'op':0,'t':'NEW','s':42}")
        .receives("{'op':0,'t':'RESUMED'}", "login resumed")
        .beats("{'op':1,'d':42}")
        .nextLink()
        .opens()
        .receives(HELLO, WANTED, RESUME.replace("41", "42"));
  }

  @Test
  void keysGoOnSoThatALateAnswerIsNotTakenForAnother() throws Exception {
    Dialogue first = upTo(41);
    first.commands("do", "", Expected.withKey("2"), "write {'op':20,'key':2,'session':'s-1'}");
    first
        .nextLink()
        .opens()
        .receives(HELLO, WANTED, RESUME)
        .receives("{'op':0,'t':'RESUMED'}", "login resumed")
        .commands("do", "", Expected.withKey("4"), "write {'op':20,'key':4,'session':'s-1'}");
  }

  @Test
  void aRefusedSessionIsFollowedByTheLoginOnTheSameLink() throws Exception {
    upTo(41)
        .nextLink()
        .opens()
        .receives(HELLO, WANTED, RESUME)
        .receives("{'op':9}", "write {'op':2,'token':'abc.def'}")
        .receives("{'op':0,'t':'READY','d':{'id':'s-2'}}", "login accepted")
        .beats("{'op':1,'d':null}");
  }

  @Test
  void aNewSessionIsNoResumedOneThoughOneWasOffered() throws Exception {
    upTo(41)
        .nextLink()
        .opens()
        .receives(HELLO, WANTED, RESUME)
        .receives("{'op':0,'t':'READY','d':{'id':'s-2'}}", "login accepted")
        .commands("do", "", Expected.withKey("3"), "write {'op':20,'key':3,'session':'s-2'}");
  }

  @Test
  void whatTellsOfGoingOnMeansNothingWhereNothingWasOffered() throws Exception {
    new Dialogue(Protocols.described("dispatch.yaml", DISPATCH), TOKEN)
        .opens()
        .receives(HELLO, WANTED, "write {'op':2,'token':'abc.def'}")
        .receives("{'op':0,'t':'RESUMED'}", "notify [RESUMED] {'op':0,'t':'RESUMED'}")
        .receives("{'op':9}", "notify {'op':9}");
  }

  @Test
  void aSessionIsOfferedOnceEverythingThatItNeedsIsKnown() throws Exception {
    Dialogue dialogue =
        new Dialogue(Protocols.described("dispatch.yaml", DISPATCH), TOKEN)
            .opens()
            .receives(HELLO, WANTED, "write {'op':2,'token':'abc.def'}");
    assertThat(dialogue.isResumable()).as("before the login").isFalse();
    dialogue.receives("{'op':0,'t':'READY','d':{'id':'s-1'}}", "login accepted");
    assertThat(dialogue.isResumable()).as("without a number").isFalse();
    dialogue.receives("{'op':0,'t':'NEW','s':1}", "notify [NEW] {'op':0,'t':'NEW','s':1}");
    assertThat(dialogue.isResumable()).isTrue();
  }

  /** The other way to do it: one more field in the login, and a reply that tells. */
  @Test
  void theLoginItselfMayOfferIt() throws Exception {
    String description =
        """
        name: mill
        login:
          steps:
            - send: {kind: login, token: "${token}"}
              resume: {kind: login, token: "${token}", session: "${session}"}
          resumed:
            when: {/kind: welcome, /same: true}
            capture: {session: /session}
          accepted:
            when: {/kind: welcome}
            capture: {session: /session}
        """;
    Dialogue first =
        new Dialogue(Protocols.described("mill.yaml", description), TOKEN)
            .opens("write {'kind':'login','token':'abc.def'}")
            .receives("{'kind':'welcome','session':'a'}", "login accepted");
    Dialogue second =
        first
            .nextLink()
            .opens("write {'kind':'login','token':'abc.def','session':'a'}")
            .receives("{'kind':'welcome','session':'b','same':true}", "login resumed");
    second
        .nextLink()
        .opens("write {'kind':'login','token':'abc.def','session':'b'}")
        .receives("{'kind':'welcome','session':'c','same':false}", "login accepted")
        .nextLink()
        .opens("write {'kind':'login','token':'abc.def','session':'c'}");
  }

  @Test
  void whatIsTooLongIsNotKept() throws Exception {
    String id = "x".repeat(16 * 1024 + 1);
    new Dialogue(Protocols.described("dispatch.yaml", DISPATCH), TOKEN)
        .opens()
        .receives(HELLO, WANTED, "write {'op':2,'token':'abc.def'}")
        .receives(
            "{'op':0,'t':'READY','d':{'id':'" + id + "'}}",
            "malformed a message of the login has more than 16384 characters to capture as session");
  }
}
