package dev.holdfast.adapter.simulation.network;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.domain.cause.Cause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The gateway's end of one simulated link, with all that a gateway or a network can do to it. */
public final class GatewayEnd {

  /** A gateway that talks to somebody who does not read gives up here. */
  private static final long BACKLOG_BYTES_MAX = 1 << 20;

  private final int number;
  private final HandshakeRequest request;
  private final GatewayMind mind;
  private final Pipe toClient;
  private final Deque<Segment> unread = new ArrayDeque<>();
  private Optional<Pipe> fromClient = Optional.empty();
  private boolean frozen;
  private boolean ended;
  private boolean clientGone;

  GatewayEnd(
      int number,
      HandshakeRequest request,
      GatewayMind mind,
      VirtualTime time,
      NetworkWeather weather,
      SimulatedLink link) {
    this.number = number;
    this.request = request;
    this.mind = mind;
    this.toClient = new Pipe(time, weather, link::arrived, this::flush);
  }

  void connect(Pipe from) {
    fromClient = Optional.of(from);
  }

  /** Its place among the links of its transport, from 1. */
  public int number() {
    return number;
  }

  /** What was asked for. */
  public HandshakeRequest request() {
    return request;
  }

  /** Whether neither side has ended the TCP connection, as far as the gateway knows. */
  public boolean isOpen() {
    return !ended && !clientGone;
  }

  /** Whether the client has ended the TCP connection, as far as the gateway knows. */
  public boolean isClientGone() {
    return clientGone;
  }

  // --- the answer to the opening handshake ---

  /** Accepts; an empty subprotocol is none. */
  public void accept(String subprotocol) {
    send(Frame.acceptance(subprotocol));
  }

  /** Answers with a status other than 101. */
  public void reject(int status, String why, Optional<Duration> retryAfter) {
    fail(Cause.handshakeRejected(status, why, retryAfter));
  }

  /** There is no link, for any reason that a transport can find before it is open. */
  public void fail(Cause cause) {
    if (!ended) {
      ended = true;
      toClient.fail(Segment.failed(cause));
    }
  }

  // --- the open link ---

  /** Sends frames, close enough together to be read at once. */
  public void send(Frame... frames) {
    if (ended) {
      return;
    }
    for (Frame frame : frames) {
      if (toClient.backlogBytes() < BACKLOG_BYTES_MAX) {
        toClient.write(frame, () -> {});
      }
    }
    flush();
  }

  /** Ends the gateway's side in order. */
  public void fin() {
    if (!ended) {
      ended = true;
      toClient.fin();
    }
  }

  /** Resets the TCP connection. */
  public void reset() {
    ended = true;
    toClient.reset();
  }

  /** Stops reading. */
  public void freeze() {
    frozen = true;
  }

  /** Reads again. */
  public void thaw() {
    frozen = false;
    while (!frozen && !unread.isEmpty()) {
      take(unread.remove());
    }
  }

  /** Nothing gets through any more, in either direction, and nobody is told: half-open. */
  public void cut() {
    toClient.cut();
    fromClient.ifPresent(Pipe::cut);
  }

  /** What was held back gets through. */
  public void heal() {
    toClient.heal();
    fromClient.ifPresent(Pipe::heal);
  }

  /** The client took bytes out of its kernel's buffer. */
  void takenByClient(int bytes) {
    toClient.taken(bytes);
  }

  /** Something came from the client. */
  void arrived(Segment segment) {
    if (segment.end() == Segment.End.RESET) {
      unread.clear();
      take(segment);
    } else if (frozen) {
      unread.add(segment);
    } else {
      take(segment);
    }
  }

  private void take(Segment segment) {
    fromClient.ifPresent(pipe -> pipe.taken(segment.bytes()));
    if (segment.end() != Segment.End.NOT_YET) {
      if (!clientGone) {
        clientGone = true;
        mind.clientGone(this, segment.end() == Segment.End.FIN);
      }
    } else if (segment.frame().isPresent() && !clientGone) {
      mind.received(this, segment.frame().get());
    }
  }

  private void flush() {
    boolean more = true;
    while (more) {
      more = toClient.flush();
    }
  }
}
