package dev.holdfast.adapter.simulation.network;

import dev.holdfast.application.testing.transport.GatewaySide;
import dev.holdfast.application.testing.transport.ScriptedGateway;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A simulated gateway that does what a test says. */
final class PlayedGateway implements GatewayMind, ScriptedGateway {

  private final List<PlayedSide> sides = new ArrayList<>();
  private final Map<GatewayEnd, PlayedSide> byEnd = new HashMap<>();
  private Consumer<GatewayEnd> greeting = end -> end.accept("");

  @Override
  public void dialled(GatewayEnd end) {
    PlayedSide side = new PlayedSide(end);
    sides.add(side);
    byEnd.put(end, side);
    greeting.accept(end);
  }

  @Override
  public void received(GatewayEnd end, Frame frame) {
    byEnd.get(end).received(frame);
  }

  @Override
  public URI uri() {
    return URI.create("ws://gateway.test/");
  }

  @Override
  public void accepts(String subprotocol) {
    greeting = end -> end.accept(subprotocol);
  }

  @Override
  public void rejects(int status, Optional<Duration> retryAfter) {
    greeting = end -> end.reject(status, "why it is so", retryAfter);
  }

  @Override
  public void answersNonsense() {
    greeting = end -> end.fail(Cause.of(CauseKind.HANDSHAKE_INVALID));
  }

  @Override
  public void neverAnswers() {
    greeting = end -> {};
  }

  @Override
  public void breaksOff() {
    greeting = GatewayEnd::fin;
  }

  @Override
  public void refuses() {
    greeting = end -> end.fail(Cause.of(CauseKind.CONNECT_REFUSED));
  }

  @Override
  public int connections() {
    return sides.size();
  }

  @Override
  public GatewaySide side(int number) {
    return sides.get(number - 1);
  }
}
