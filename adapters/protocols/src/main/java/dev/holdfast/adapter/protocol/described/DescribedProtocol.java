package dev.holdfast.adapter.protocol.described;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session protocol that plays what a file describes. Stateless; any thread. */
public final class DescribedProtocol implements SessionProtocol {

  private final Description description;
  private final Witness witness;

  /** A protocol that nobody watches. */
  public DescribedProtocol(Description description) {
    this(description, Witness.NONE);
  }

  private DescribedProtocol(Description description, Witness witness) {
    this.description = description;
    this.witness = witness;
  }

  /** The same, told of how each message is understood. */
  public DescribedProtocol watchedBy(Witness watcher) {
    return new DescribedProtocol(description, watcher);
  }

  /** What it plays. */
  public Description description() {
    return description;
  }

  @Override
  public ProtocolProfile profile() {
    return new ProtocolProfile(
        description.name(),
        description.login().isPresent(),
        description.handshake().subprotocols(),
        description.handshake().subprotocolRequired(),
        description.heartbeat(),
        description.heartbeatMessage().isPresent(),
        description.maxInFlight(),
        description.delivery().isPresent(),
        description.verdicts());
  }

  @Override
  public Map<String, String> handshakeHeaders(Credentials credentials) {
    return description.handshake().headers(credentials);
  }

  @Override
  public Map<String, String> handshakeQuery(Credentials credentials) {
    return description.handshake().query(credentials);
  }

  @Override
  public boolean renewsLogin() {
    return description.login().flatMap(Login::renewal).isPresent();
  }

  @Override
  public boolean isIdempotent(String command) {
    return description.commands().form(command).filter(Requests.Form::idempotent).isPresent();
  }

  @Override
  public List<Request.Command> questions() {
    return description
        .sensors()
        .flatMap(Sensors::ask)
        .map(command -> List.of(new Request.Command(command, "")))
        .orElse(List.of());
  }

  @Override
  public ProtocolSession newSession(Credentials credentials) {
    return new DescribedSession(description, credentials, CarriedOver.NOTHING, witness);
  }

  @Override
  public ProtocolSession newSession(Credentials credentials, Optional<String> resumption) {
    CarriedOver carried = resumption.map(CarriedOver::parse).orElse(CarriedOver.NOTHING);
    return new DescribedSession(description, credentials, carried, witness);
  }
}
