package dev.holdfast.adapter.transport;

import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.application.testing.transport.GatewaySide;
import dev.holdfast.application.testing.transport.ScriptedGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The raw gateway at the level of messages. */
final class RawScriptedGateway implements ScriptedGateway {

  private static final byte[] NONSENSE =
      "SSH-2.0-OpenSSH_9.2p1\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final RawGateway raw;

  RawScriptedGateway(RawGateway raw) {
    this.raw = raw;
  }

  @Override
  public URI uri() {
    return raw.uri();
  }

  @Override
  public void accepts(String subprotocol) {
    raw.onConnection(
        connection -> {
          String key = connection.readUpgradeRequest().key();
          connection.answer(
              HttpAnswer.switchingProtocols(key).header("Sec-WebSocket-Protocol", subprotocol));
          connection.serve();
        });
  }

  @Override
  public void rejects(int status, Optional<Duration> retryAfter) {
    HttpAnswer answer = HttpAnswer.status(status, "Some Reason").body("why it is so");
    raw.onConnection(
        Scripts.answers(
            retryAfter
                .map(wait -> answer.header("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(answer)));
  }

  @Override
  public void answersNonsense() {
    raw.onConnection(Scripts.answersRaw(NONSENSE));
  }

  @Override
  public void neverAnswers() {
    raw.onConnection(Scripts.neverAnswers());
  }

  @Override
  public void breaksOff() {
    raw.onConnection(
        connection -> {
          connection.readUpgradeRequest();
          connection.fin();
        });
  }

  @Override
  public void refuses() {
    try {
      raw.stopListening();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int connections() {
    return raw.connectionsCount();
  }

  @Override
  public GatewaySide side(int number) {
    GatewayConnection connection = raw.connections().get(number - 1);
    return new RawGatewaySide(connection);
  }
}
