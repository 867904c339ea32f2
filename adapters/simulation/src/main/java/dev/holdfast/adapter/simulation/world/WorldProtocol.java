package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.AnswerTo;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.Notification;
import dev.holdfast.application.port.out.ProtocolOutputs;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.domain.verdict.VerdictTable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The session protocol of a simulated world, in which the gateway says what is to happen. */
final class WorldProtocol implements SessionProtocol {

  static final String LOGIN = "login";
  static final String ACCEPT = "!accept";
  static final String REJECT = "!reject";
  static final String DEFER = "!defer";
  static final String MALFORMED = "!malformed";
  static final String VIOLATED = "!violated";
  static final String ECHO = "!echo";
  static final String THROW = "!throw";
  static final String HEARTBEAT = "heartbeat";
  static final String TOKEN_HEADER = "X-Token";

  /** The start of the names of commands that have no answer. */
  static final String TELL = "tell";

  /** The start of the names of commands for which there are no words. */
  static final String UNSPEAKABLE = "unspeakable";

  /** The end of texts of messages for which there are no words. */
  static final String NO_WORDS = "?";

  private final boolean login;
  private final AnswerForm form;
  private final int maxInFlight;
  private final boolean acknowledges;

  /** Keys are unique among all links: what comes late shall not find a younger request. */
  private int keys;

  /**
   * A protocol.
   *
   * @param login whether it logs in, by saying {@value #LOGIN}
   * @param form how answers say whose they are
   * @param maxInFlight how many requests may be on their way
   * @param acknowledges whether the gateway acknowledges messages
   */
  WorldProtocol(boolean login, AnswerForm form, int maxInFlight, boolean acknowledges) {
    this.acknowledges = acknowledges;
    this.login = login;
    this.form = form;
    this.maxInFlight = maxInFlight;
  }

  /** Thrown where a fault of user code is wanted. */
  static final class PlantedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlantedFailure(String message) {
      super(message);
    }
  }

  @Override
  public ProtocolProfile profile() {
    return new ProtocolProfile(
        "world",
        login,
        List.of(),
        false,
        HeartbeatMode.PING,
        true,
        maxInFlight,
        acknowledges,
        VerdictTable.defaults());
  }

  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    return credentials.token().map(token -> Map.of(TOKEN_HEADER, token)).orElse(Map.of());
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return new Session();
  }

  private final class Session implements ProtocolSession {

    @Override
    public void opened(String subprotocol, ProtocolOutputs out) {
      if (login) {
        out.writeText(LOGIN);
      }
    }

    @Override
    public void textReceived(String text, ProtocolOutputs out) {
      switch (text) {
        case ACCEPT -> out.loginAccepted();
        case REJECT -> out.loginRejected("not today");
        case DEFER -> out.loginDeferred(Duration.ofSeconds(5), "not yet");
        case MALFORMED -> out.malformed("nonsense");
        case VIOLATED -> out.violated("a rule");
        case ECHO -> out.writeText("echo");
        case THROW -> throw new PlantedFailure("thrown by the protocol");
        default -> said(text, out);
      }
    }

    private void said(String text, ProtocolOutputs out) {
      if (WireWord.ANSWER.begins(text)) {
        String[] parts = WireWord.ANSWER.parts(text);
        out.answered(whose(parts), parts[2]);
      } else if (WireWord.REFUSAL.begins(text)) {
        String[] parts = WireWord.REFUSAL.parts(text);
        out.refused(whose(parts), "no", parts[2]);
      } else if (WireWord.ERROR.begins(text)) {
        out.refused(AnswerTo.ANYBODY, "", WireWord.ERROR.parts(text)[0]);
      } else if (WireWord.PROGRESS.begins(text)) {
        out.progressed(WireWord.PROGRESS.parts(text)[0]);
      } else if (WireWord.NOTE.begins(text)) {
        String[] parts = WireWord.NOTE.parts(text);
        out.notify(new Notification(parts[0], parts[1], parts[2], parts[3]));
      } else if (WireWord.CALL.begins(text)) {
        String[] parts = WireWord.CALL.parts(text);
        out.called(new GatewayCall(parts[0], parts[1], ""));
      } else {
        out.notify(text);
      }
    }

    private AnswerTo whose(String[] parts) {
      return switch (form) {
        case BY_ORDER -> AnswerTo.OLDEST;
        case BY_ORDER_AND_NAME -> AnswerTo.oldestNamed(parts[1]);
        case BY_KEY -> AnswerTo.key(parts[0]);
      };
    }

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
      out.notify(data);
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      return HEARTBEAT;
    }

    @Override
    public Expected request(Request request, ProtocolOutputs out) {
      if (request.name().startsWith(UNSPEAKABLE)) {
        return Expected.impossible("there are no words for it");
      }
      if (request instanceof Request.Deliver && request.payload().endsWith(NO_WORDS)) {
        return Expected.impossible("there are no words for it");
      }
      String key = form == AnswerForm.BY_KEY ? key(request) : "";
      out.writeText(WireRequest.of(request, key).text());
      if (request.name().startsWith(TELL)) {
        return Expected.NO_ANSWER;
      }
      return form == AnswerForm.BY_KEY ? Expected.withKey(key) : Expected.IN_ORDER;
    }

    /** A message that comes again has the same: a late acknowledgement is as good as any. */
    private String key(Request request) {
      return request instanceof Request.Deliver message ? message.id() : "k" + ++keys;
    }

    @Override
    public void answer(GatewayCall call, CallAnswer answer, ProtocolOutputs out) {
      out.writeText(WireWord.CALL_ANSWER.text(call.key()));
    }
  }
}
