package dev.holdfast.application.testing;

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
import java.util.Optional;

/**
 * A session protocol in which the gateway's text says what the protocol shall do: {@code !accept},
 * {@code !reject why}, {@code !later seconds why}, {@code !malformed why}, {@code !violated why},
 * {@code !write text}, {@code !throw}; {@code !session id} (what the next link will offer, behind
 * what it says) and {@code !resumed}; {@code !beat millis}, {@code !beaten} (an answer to the
 * heartbeat message), {@code !failure topic subject}; {@code !answer body} and {@code !refuse code
 * text} to the oldest request, {@code !answer-to key body}, {@code !progress key}, {@code !error
 * text} to whomever it concerns; {@code !event topic subject id text}, {@code !tell id text} (to be
 * acknowledged by {@code got id}), {@code !call key action}. Every other message is for the
 * application.
 *
 * <p>A request is written as {@code name payload}, and answered in order. One whose name begins
 * with {@code key} is written as {@code #key name payload}, with a key that counts from 1 on each
 * link; one whose name begins with {@code tell} has no answer, and {@code cannot} cannot be said.
 *
 * @param login whether it logs in, by saying {@value #LOGIN}
 * @param says what it says as soon as the link is open
 * @param subprotocols what it offers and requires
 * @param maxInFlight how many requests may be on their way
 * @param renewsLogin whether it renews its login, by saying {@code renew token}
 * @param asks the names of what it asks by itself after every login
 */
public record ScriptedProtocol(
    boolean login,
    List<String> says,
    List<String> subprotocols,
    int maxInFlight,
    boolean renewsLogin,
    List<String> asks)
    implements SessionProtocol {

  /** What the client says first where there is a login. */
  public static final String LOGIN = "log me in";

  /** What the gateway says to accept a login. */
  public static final String ACCEPT = "!accept";

  /** The start of what the gateway says to reject a login. */
  public static final String REJECT = "!reject ";

  /** Copies the lists. */
  public ScriptedProtocol {
    says = List.copyOf(says);
    subprotocols = List.copyOf(subprotocols);
    asks = List.copyOf(asks);
  }

  /** One that logs in once. */
  public ScriptedProtocol(
      boolean login, List<String> says, List<String> subprotocols, int maxInFlight) {
    this(login, says, subprotocols, maxInFlight, false, List.of());
  }

  /** The same, with a login that can be renewed. */
  public ScriptedProtocol renewing() {
    return new ScriptedProtocol(login, says, subprotocols, maxInFlight, true, asks);
  }

  /** The same, asking something by itself after every login. */
  public ScriptedProtocol asking(String... names) {
    return new ScriptedProtocol(
        login, says, subprotocols, maxInFlight, renewsLogin, List.of(names));
  }

  /** One request at a time. */
  public ScriptedProtocol(boolean login, List<String> says, List<String> subprotocols) {
    this(login, says, subprotocols, 1);
  }

  /** Up as soon as the link is open. */
  public static ScriptedProtocol withoutLogin() {
    return new ScriptedProtocol(false, List.of(), List.of());
  }

  /** Up once the gateway has accepted the login. */
  public static ScriptedProtocol withLogin() {
    return new ScriptedProtocol(true, List.of(LOGIN), List.of());
  }

  @Override
  public ProtocolProfile profile() {
    return new ProtocolProfile(
        "scripted",
        login,
        subprotocols,
        !subprotocols.isEmpty(),
        HeartbeatMode.PING,
        true,
        maxInFlight,
        VerdictTable.defaults());
  }

  /** The token, if there is one, under {@code X-Token}. */
  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    return credentials.token().map(token -> Map.of("X-Token", token)).orElse(Map.of());
  }

  /** The password, if there is one, under {@code pass%20word}; as it is. */
  @Override
  public Map<String, String> handshakeQuery(Credentials credentials) {
    return credentials.password().map(word -> Map.of("pass%20word", word)).orElse(Map.of());
  }

  /** Those whose name begins with {@code safe}. */
  @Override
  public boolean isIdempotent(String command) {
    return command.startsWith("safe");
  }

  @Override
  public List<Request.Command> questions() {
    return asks.stream().map(name -> new Request.Command(name, "")).toList();
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return newSession(credentials, Optional.empty());
  }

  @Override
  public ProtocolSession newSession(Credentials credentials, Optional<String> resumption) {
    return new Session(says, resumption);
  }

  private static final class Session implements ProtocolSession {

    private final List<String> says;
    private final Optional<String> offered;
    private Optional<String> session = Optional.empty();
    private int lastKey;

    Session(List<String> says, Optional<String> offered) {
      this.says = says;
      this.offered = offered;
    }

    @Override
    public void opened(String subprotocol, ProtocolOutputs out) {
      says.forEach(text -> out.writeText(offered.map(id -> text + " as " + id).orElse(text)));
    }

    @Override
    public void renew(Credentials credentials, ProtocolOutputs out) {
      out.writeText("renew " + credentials.token().orElseThrow());
    }

    @Override
    public Optional<String> resumption() {
      return session;
    }

    @Override
    public void textReceived(String text, ProtocolOutputs out) {
      String[] words = text.split(" ", 2);
      String rest = words.length == 1 ? "" : words[1];
      switch (words[0]) {
        case "!accept" -> out.loginAccepted();
        case "!resumed" -> out.loginResumed();
        case "!beat" -> out.heartbeatWanted(Duration.ofMillis(Long.parseLong(rest)));
        case "!beaten" -> out.heartbeatAnswered();
        case "!failure" -> {
          String[] parts = rest.split(" ", 2);
          out.notify(new Notification(parts[0], parts[1], "", text, true));
        }
        case "!session" -> session = Optional.of(rest);
        case "!reject" -> out.loginRejected(rest);
        case "!later" -> {
          String[] parts = rest.split(" ", 2);
          out.loginDeferred(Duration.ofSeconds(Long.parseLong(parts[0])), parts[1]);
        }
        case "!malformed" -> out.malformed(rest);
        case "!violated" -> out.violated(rest);
        case "!write" -> out.writeText(rest);
        case "!throw" -> throw new IllegalStateException("thrown by the protocol");
        case "!answer" -> out.answered(AnswerTo.OLDEST, rest);
        case "!answer-to" -> {
          String[] parts = rest.split(" ", 2);
          out.answered(AnswerTo.key(parts[0]), parts[1]);
        }
        case "!refuse" -> {
          String[] parts = rest.split(" ", 2);
          out.refused(AnswerTo.OLDEST, parts[0], parts[1]);
        }
        case "!error" -> out.refused(AnswerTo.ANYBODY, "", rest);
        case "!progress" -> out.progressed(rest);
        case "!event" -> {
          String[] parts = rest.split(" ", 4);
          out.notify(new Notification(parts[0], parts[1], parts[2], parts[3]));
        }
        case "!tell" -> {
          String[] parts = rest.split(" ", 2);
          out.notify(
              new Notification("", "", parts[0], parts[1]).acknowledgedBy("got " + parts[0]));
        }
        case "!call" -> {
          String[] parts = rest.split(" ", 2);
          out.called(new GatewayCall(parts[0], parts[1], ""));
        }
        default -> out.notify(text);
      }
    }

    @Override
    public void binaryReceived(ByteBuffer data, ProtocolOutputs out) {
      out.notify(data);
    }

    @Override
    public String heartbeatMessage(long wallMillis) {
      return "heartbeat " + wallMillis;
    }

    @Override
    public Expected request(Request request, ProtocolOutputs out) {
      String text = (request.name() + " " + request.payload()).strip();
      if (request.name().startsWith("cannot")) {
        return Expected.impossible("there are no words for " + request.name());
      }
      if (request.name().startsWith("key")) {
        String key = String.valueOf(++lastKey);
        out.writeText("#" + key + " " + text);
        return Expected.withKey(key);
      }
      out.writeText(text);
      return request.name().startsWith("tell") ? Expected.NO_ANSWER : Expected.IN_ORDER;
    }

    @Override
    public void answer(GatewayCall call, CallAnswer answer, ProtocolOutputs out) {
      out.writeText("@" + call.key() + " " + answer);
    }
  }
}
