package dev.holdfast.application.testing.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.Link;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport port promises about the end of a link. */
public interface EndingPromises {

  /** Where it is tried; the same during one test. */
  Stage stage();

  /** After our close frame nothing of ours leaves, but everything of the gateway's arrives. */
  @Test
  default void weCloseAndMessagesArriveUntilTheGatewayHasAnswered() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.fallSilent();
    stage().act(link, it -> it.close(1000, "enough"));
    stage().act(link, it -> it.sendText("too late", () -> link.noteWritten("too late")));
    stage().received(side, "close 1000 enough");
    side.sendTexts("one more thing");
    stage().texts(link, "text", 1);
    side.sendClose(4321, "then so");
    side.fin();
    assertThat(stage().ended(link)).isEqualTo(Cause.closedByGateway(4321, "then so"));
    assertThat(side.received()).containsExactly("close 1000 enough");
    assertThat(link.calls()).containsExactly("open", "text", "ended");
    stage().until("the end of the socket", side::clientGone);
  }

  /** What the gateway echoes comes back as its close. */
  @Test
  default void anAnsweredCloseEndsTheLink() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    stage().act(link, it -> it.close(3001, "bye"));
    assertThat(stage().ended(link)).isEqualTo(Cause.closedByGateway(3001, "bye"));
    assertThat(side.received()).containsExactly("close 3001 bye");
  }

  /** Code and reason as they were, and an answer for the gateway. */
  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1002, 1005, 1008, 1011, 1012, 1013, 3000, 4999})
  default void theGatewaysCloseComesThroughAndIsAnswered(int code) {
    String reason = code == CloseCode.NO_STATUS ? "" : "reason";
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.sendClose(code, reason);
    stage()
        .until(
            "an answer to the close",
            () -> side.received().stream().anyMatch(frame -> frame.startsWith("close")));
    side.fin();
    assertThat(stage().ended(link)).isEqualTo(Cause.closedByGateway(code, reason));
    assertThat(side.received()).hasSize(1);
  }

  /** A gateway that closes and then keeps the socket does not keep us. */
  @Test
  default void aGatewayThatDoesNotEndTcpAfterItsCloseIsNotWaitedForLong() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.sendClose(1001, "");
    assertThat(stage().ended(link).code()).isEqualTo(1001);
    stage().until("the end of the socket", side::clientGone);
  }

  /** RFC 6455 5.5.1: nothing counts behind a close frame. */
  @Test
  default void dataBehindTheGatewaysCloseIsIgnored() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.sendTexts("before");
    side.sendClose(1001, "");
    side.sendTexts("behind");
    assertThat(stage().ended(link).code()).isEqualTo(1001);
    assertThat(link.texts("text")).containsExactly("before");
  }

  /** TCP ends in order but WebSocket does not. */
  @Test
  default void aFinWithoutCloseFrameIsALostLink() {
    HeardLink link = stage().open();
    stage().opened(link).fin();
    assertThat(stage().ended(link).kind()).isEqualTo(CauseKind.LINK_LOST);
  }

  /** TCP breaks. */
  @Test
  default void aResetIsALostLink() {
    HeardLink link = stage().open();
    stage().opened(link).reset();
    assertThat(stage().ended(link).kind()).isEqualTo(CauseKind.LINK_LOST);
  }

  /** It is lost even when we wanted it closed. */
  @Test
  default void aFinWhileWeCloseIsALostLink() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.fallSilent();
    stage().act(link, it -> it.close(1000, ""));
    stage().until("our close", () -> !side.received().isEmpty());
    side.fin();
    assertThat(stage().ended(link).kind()).isEqualTo(CauseKind.LINK_LOST);
  }

  /** The protocol is broken: we fail the connection. */
  @Test
  default void nonsenseIsAViolationOfTheProtocol() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.sendNonsense();
    Cause cause = stage().ended(link);
    assertThat(cause.kind()).isEqualTo(CauseKind.PROTOCOL_VIOLATION);
    assertThat(cause.code()).isEqualTo(CloseCode.PROTOCOL_ERROR);
    stage().until("the end of the socket", side::clientGone);
  }

  /** Nothing is told any more, and every further call is harmless. */
  @Test
  default void anAbortIsSilentAndFinal() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    stage().act(link, Link::abort);
    stage().until("the end of the socket", side::clientGone);
    stage()
        .act(
            link,
            it -> {
              it.sendText("nobody", () -> link.noteWritten("nobody"));
              it.close(1000, "");
              it.pauseReading();
              it.resumeReading();
              it.abort();
              assertThat(it.isWritable()).isFalse();
            });
    stage().opened(stage().open());
    assertThat(side.received()).isEmpty();
    assertThat(link.calls()).containsExactly("open");
  }

  /** From wherever it is called. */
  @ParameterizedTest
  @ValueSource(strings = {"open", "frames", "text", "written"})
  default void aListenerMayAbortFromWithinAnyCall(String within) {
    HeardLink link =
        stage()
            .open(
                (it, call) -> {
                  if (call.what().equals(within)) {
                    it.link().abort();
                  }
                });
    GatewaySide side = stage().latest();
    stage().until("the link is open", () -> link.has("open"));
    if (!within.equals("open")) {
      stage().act(link, it -> it.sendText("x", () -> link.noteWritten("x")));
      side.sendTexts("one", "two", "three");
    }
    stage().until("the end of the socket", side::clientGone);
    assertThat(link.heard().get(link.heard().size() - 1).what()).isEqualTo(within);
  }

  /** Closing is possible inside a call as well. */
  @Test
  default void aListenerMayCloseFromWithinACall() {
    HeardLink link =
        stage()
            .open(
                (it, call) -> {
                  if (call.what().equals("text")) {
                    it.link().close(3001, "heard");
                  }
                });
    stage().opened(link).sendTexts("one");
    assertThat(stage().ended(link)).isEqualTo(Cause.closedByGateway(3001, "heard"));
  }

  /** A listener's own fault costs the link and is told as what it is. */
  @ParameterizedTest
  @ValueSource(strings = {"open", "frames", "text"})
  default void aListenerThatThrowsEndsTheLink(String within) {
    HeardLink link =
        stage()
            .open(
                (it, call) -> {
                  if (call.what().equals(within)) {
                    throw new IllegalStateException("planted");
                  }
                });
    GatewaySide side = stage().latest();
    stage().until("the link is open", () -> link.has("open"));
    if (!within.equals("open")) {
      side.sendTexts("one");
    }
    Cause cause = stage().ended(link);
    assertThat(cause.kind()).isEqualTo(CauseKind.PROTOCOL_VIOLATION);
    assertThat(cause.code()).isEqualTo(CloseCode.INTERNAL_ERROR);
    stage().until("the end of the socket", side::clientGone);
  }

  /** The end keeps its place behind what was sent before it. */
  @Test
  default void anOrderlyEndWaitsBehindThePausedMessages() {
    HeardLink link =
        stage()
            .open(
                (it, call) -> {
                  if (call.text().equals("one")) {
                    it.link().pauseReading();
                  }
                });
    GatewaySide side = stage().opened(link);
    side.sendTexts("one", "two");
    side.sendClose(1001, "bye");
    side.fin();
    stage().texts(link, "text", 1);
    assertThat(link.calls()).containsExactly("open", "text");
    stage().act(link, it -> it.resumeReading());
    assertThat(stage().ended(link)).isEqualTo(Cause.closedByGateway(1001, "bye"));
    assertThat(link.texts("text")).containsExactly("one", "two");
  }
}
