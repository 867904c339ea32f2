package dev.holdfast.application.testing.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport port promises about the way to an open link. */
public interface OpeningPromises {

  /** Where it is tried; the same during one test. */
  Stage stage();

  /** An accepted handshake is told once. */
  @Test
  default void anAcceptedHandshakeOpensTheLink() {
    HeardLink link = stage().open();
    stage().opened(link);
    assertThat(link.heard()).containsExactly(new Heard("open", ""));
  }

  /** The gateway's choice is passed on. */
  @Test
  default void theSelectedSubprotocolIsTold() {
    stage().gateway().accepts("v1");
    HeardLink link = stage().open(offering(true), (it, call) -> {});
    stage().opened(link);
    assertThat(link.texts("open")).containsExactly("v1");
  }

  /** Whoever requires a subprotocol gets one or no link. */
  @Test
  default void aRequiredSubprotocolThatIsNotSelectedIsAnInvalidHandshake() {
    HeardLink link = stage().open(offering(true), (it, call) -> {});
    assertThat(stage().ended(link).kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(link.calls()).containsExactly("ended");
  }

  /** An offer alone requires nothing. */
  @Test
  default void anOfferedSubprotocolMayBeLeftOut() {
    HeardLink link = stage().open(offering(false), (it, call) -> {});
    stage().opened(link);
    assertThat(link.texts("open")).containsExactly("");
  }

  private HandshakeRequest offering(boolean required) {
    return new HandshakeRequest(stage().gateway().uri(), Map.of(), List.of("v2", "v1"), required);
  }

  /** Any status but 101 is a rejection with that status. */
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
  default void aRejectionCarriesItsStatus(int status) {
    stage().gateway().rejects(status, Optional.empty());
    Cause cause = stage().ended(stage().open());
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_REJECTED);
    assertThat(cause.code()).isEqualTo(status);
    assertThat(cause.retryAfter()).isEmpty();
  }

  /** The time to stay away is passed on as it was said. */
  @Test
  default void aRejectionCarriesRetryAfter() {
    stage().gateway().rejects(503, Optional.of(Duration.ofSeconds(7)));
    assertThat(stage().ended(stage().open()).retryAfter()).contains(Duration.ofSeconds(7));
  }

  /** Nonsense for an answer. */
  @Test
  default void anAnswerThatIsNoHandshakeIsInvalid() {
    stage().gateway().answersNonsense();
    HeardLink link = stage().open();
    assertThat(stage().ended(link).kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(link.calls()).containsExactly("ended");
  }

  /** Nobody listens. */
  @Test
  default void nobodyListeningIsARefusedConnection() {
    stage().gateway().refuses();
    HeardLink link = stage().open();
    assertThat(stage().ended(link).kind()).isEqualTo(stage().refusal());
    assertThat(link.calls()).containsExactly("ended");
  }

  /** The end comes instead of an answer. */
  @Test
  default void anEndInsteadOfAnAnswerIsALostLink() {
    stage().gateway().breaksOff();
    HeardLink link = stage().open();
    assertThat(stage().ended(link).kind()).isEqualTo(CauseKind.LINK_LOST);
    assertThat(link.calls()).containsExactly("ended");
  }

  /** The transport has no connect timeout: whoever opened the link aborts it. */
  @Test
  default void anAbortWhileTheGatewayDoesNotAnswerReleasesTheSocketInSilence() {
    stage().gateway().neverAnswers();
    HeardLink link = stage().open();
    GatewaySide side = stage().latest();
    stage().until("the request", side::dialled);
    stage().act(link, Link::abort);
    stage().until("the end of the socket", side::clientGone);
    assertThat(link.heard()).isEmpty();
  }

  /** There is nothing to close yet. */
  @Test
  default void closingBeforeTheHandshakeIsDoneIsAborting() {
    stage().gateway().neverAnswers();
    HeardLink link = stage().open();
    GatewaySide side = stage().latest();
    stage().until("the request", side::dialled);
    stage().act(link, it -> it.close(1000, ""));
    stage().until("the end of the socket", side::clientGone);
    assertThat(link.heard()).isEmpty();
    assertThat(side.received()).isEmpty();
  }

  /** Aborted before anything could happen. */
  @Test
  default void aLinkMayBeAbortedInTheTaskThatOpenedIt() {
    HeardLink aborted = stage().openAndAbort();
    HeardLink next = stage().open();
    stage().opened(next);
    assertThat(aborted.heard()).isEmpty();
  }

  /** Writes that come too early go nowhere. */
  @Test
  default void writingBeforeTheLinkIsOpenDoesNothing() {
    AtomicBoolean written = new AtomicBoolean();
    HeardLink link =
        stage()
            .openAndAct(
                it -> {
                  assertThat(it.isWritable()).isFalse();
                  it.sendText("early", () -> written.set(true));
                  it.sendPing(ByteBuffer.allocate(0), () -> written.set(true));
                });
    GatewaySide side = stage().opened(link);
    stage().act(link, it -> it.sendText("in time", () -> {}));
    stage().received(side, "text in time");
    assertThat(side.received()).containsExactly("text in time");
    assertThat(link.calls()).containsExactly("open");
    assertThat(written).isFalse();
  }
}
