package dev.holdfast.application.service;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.Outbox;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.Expected;
import dev.holdfast.application.port.out.GatewayCall;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.ProtocolProfile;
import dev.holdfast.application.port.out.ProtocolSession;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.Event;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: its link, its protocol session, and the translation of what the link tells into
 * events that carry the attempt's number. Loop thread only.
 */
final class AttemptLink implements LinkListener {

  private final long attempt;
  private final LinkLifetime lifetime;
  private final ConnectionLog log;
  private final ConnectionSettings settings;
  private final ConnectionPorts ports;
  private final TrafficCounters counters;
  private final Outbox outbox;
  private final Dialogue dialogue;
  private final EventFeed feed;
  private final SessionVoice voice;
  private final AttemptOutlet outlet;
  private final HeartbeatRhythm rhythm;
  private final RoundTrips roundTrips;

  // Reported for every read and every heartbeat, so made once.
  private final Event frameReceived;
  private final Event heartbeatWritten;
  private final Runnable onHeartbeatWritten = this::messageWritten;
  private final Runnable onPingWritten = this::pingWritten;
  private final Runnable onRoomAgain = this::roomAgain;

  private long pings;
  private boolean over;
  private boolean closing;
  private boolean readingPaused;
  private @Nullable Link link;
  private @Nullable ProtocolSession session;

  AttemptLink(
      long attempt,
      LinkLifetime lifetime,
      ConnectionSettings settings,
      ConnectionPorts ports,
      TrafficCounters counters,
      Outbox outbox,
      Dialogue dialogue,
      EventFeed feed) {
    this.attempt = attempt;
    this.lifetime = lifetime;
    this.log = ConnectionLog.of(settings.id());
    this.settings = settings;
    this.ports = ports;
    this.counters = counters;
    this.outbox = outbox;
    this.dialogue = dialogue;
    this.feed = feed;
    this.roundTrips = new RoundTrips(counters, feed);
    this.voice =
        new SessionVoice(attempt, this, settings.id(), ports, counters, dialogue, roundTrips, feed);
    this.outlet = new AttemptOutlet(this, counters, dialogue, feed);
    this.rhythm =
        new HeartbeatRhythm(settings.heartbeat(), settings.policy().heartbeat().interval());
    this.frameReceived = new Event.FrameReceived(attempt);
    this.heartbeatWritten = new Event.HeartbeatWritten(attempt);
  }

  /** Asks for credentials, then opens the link; failures come back as events. */
  void open(URI endpoint, boolean freshCredentials) {
    ports
        .credentials()
        .credentials(freshCredentials)
        .whenComplete(
            (credentials, failure) ->
                // Always posted: an answer at once would re-enter the machine.
                feed.post(() -> credentialsArrived(endpoint, credentials, failure)));
  }

  private void credentialsArrived(
      URI endpoint, @Nullable Credentials credentials, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    if (credentials == null) {
      onEnded(Cause.of(CauseKind.CREDENTIALS_UNAVAILABLE, FailureWords.of(failure)));
      return;
    }
    HandshakeRequest request;
    try {
      request = request(endpoint, credentials);
    } catch (IllegalArgumentException e) {
      // Such as a line break in a token file: a mistake of the user, not of this program.
      onEnded(Cause.of(CauseKind.CREDENTIALS_UNAVAILABLE, FailureWords.of(e)));
      return;
    }
    lifetime.openedWith(credentials, ports.loop().nanoTime());
    session = ports.protocol().newSession(credentials, dialogue.resumption().offer());
    link = ports.transport().open(ports.loop(), request, this);
  }

  private HandshakeRequest request(URI endpoint, Credentials credentials) {
    Map<String, String> headers =
        new LinkedHashMap<>(ports.protocol().handshakeHeaders(credentials));
    settings
        .headers()
        .forEach(
            (name, value) -> {
              // Names of headers differ in case only by accident (RFC 9110 5.1).
              headers.keySet().removeIf(name::equalsIgnoreCase);
              headers.put(name, value);
            });
    ProtocolProfile profile = ports.protocol().profile();
    return new HandshakeRequest(
        Queries.with(ports.protocol().handshakeQuery(credentials), endpoint),
        headers,
        profile.subprotocols(),
        profile.subprotocolRequired());
  }

  void sendHeartbeat() {
    if (rhythm.isMessage(ports.loop().nanoTime())) {
      openLink()
          .sendText(openSession().heartbeatMessage(ports.wallClock().millis()), onHeartbeatWritten);
    } else {
      // Made when it is needed: idle connections would each keep one for most of the time.
      ByteBuffer payload = ByteBuffer.allocate(Long.BYTES).putLong(++pings).flip();
      openLink().sendPing(payload, onPingWritten);
    }
  }

  void startClosing(int code, String reason) {
    closing = true;
    if (readingPaused) {
      // The gateway's answer comes behind what we have not read.
      readingPaused = false;
      openLink().resumeReading();
    }
    openLink().close(code, reason);
  }

  void abort() {
    finish(Optional.empty());
    if (link != null) {
      link.abort();
    }
  }

  /** Writes what waits, as long as the link takes it: what is asked comes before what is told. */
  void pump() {
    dialogue.pump(this);
    outbox.pump(outlet);
  }

  /** Whether more may be written now. */
  boolean isWritable() {
    return openLink().isWritable();
  }

  /** Writes an application message as it is. */
  void write(OutboundMessage message, Runnable written) {
    if (message instanceof OutboundMessage.Text text) {
      openLink().sendText(text.text(), written);
    } else if (message instanceof OutboundMessage.Binary binary) {
      openLink().sendBinary(binary.data().duplicate(), written);
    }
  }

  /** Puts a request into the words of the session protocol and writes it. */
  Expected request(Request request) {
    return openSession().request(request, voice);
  }

  /** Whether silence is our own doing: the sink is full, so nothing is read. */
  boolean readingPaused() {
    return readingPaused;
  }

  /** The event that says that the gateway lives. */
  Event frameReceived() {
    return frameReceived;
  }

  @Override
  public void onOpen(String subprotocol) {
    if (!over) {
      dialogue.resumption().opened();
    }
    boolean renews = ports.protocol().renewsLogin();
    long now = ports.loop().nanoTime();
    feed.feed(
        new Event.HandshakeCompleted(
            attempt,
            lifetime.replaceWithin(
                settings.rotateBeforeExpiry() && !renews, settings.policy().stableAfter(), now)));
    if (!over && renews) {
      lifetime.untilExpiry(now).ifPresent(left -> dialogue.renewal().plan(this, left, now));
    }
    openSession().opened(subprotocol, voice);
  }

  @Override
  public void onFrames() {
    feed.feed(frameReceived);
  }

  @Override
  public void onText(String text) {
    openSession().textReceived(text, voice);
  }

  @Override
  public void onBinary(ByteBuffer data) {
    openSession().binaryReceived(data, voice);
  }

  @Override
  public void onPong() {
    // That it is a frame, and any frame is life, onFrames has told.
    if (!over) {
      roundTrips.ponged(ports.loop().nanoTime());
    }
  }

  @Override
  public void onWritable() {
    feed.pump();
  }

  @Override
  public void onEnded(Cause cause) {
    if (!over) {
      finish(Optional.of(cause));
    }
    // From an attempt that was over already it is stale, and counted as that.
    feed.feed(new Event.Ended(attempt, cause));
  }

  @Override
  public void log(Runnable lines) {
    log.as(lines);
  }

  /** Sends a text of the session protocol's own, ahead of what waits in the outbox. */
  void write(String text) {
    openLink().sendText(text, AttemptLink::nobodyWaits);
  }

  /** Lets the session answer a call of the gateway's; dropped once the link is on its way out. */
  void answer(GatewayCall call, CallAnswer answer) {
    if (!over && !closing) {
      openSession().answer(call, answer, voice);
    }
  }

  /** The gateway dictates how often it wants heartbeat messages. */
  void heartbeatWanted(Duration interval) {
    rhythm.wanted(interval, ports.loop().nanoTime());
  }

  /** Asks for newer credentials, then lets the session log in with them anew. */
  void renewLogin() {
    ports
        .credentials()
        .credentials(false)
        .whenComplete((credentials, failure) -> feed.post(() -> renewLogin(credentials, failure)));
  }

  private void renewLogin(@Nullable Credentials credentials, @Nullable Throwable failure) {
    if (over || closing) {
      return;
    }
    Duration next = LoginRenewal.LEAST;
    if (credentials == null) {
      log.warn("Login not renewed, asked again: {}", FailureWords.of(failure));
    } else if (dialogue.isUp()) {
      log.debug("Login renewed");
      openSession().renew(credentials, voice);
      next = credentials.renewIn().orElse(Duration.ZERO);
    }
    if (!over && !next.isZero()) {
      dialogue.renewal().plan(this, next, ports.loop().nanoTime());
    }
    feed.dialogueMoved();
  }

  /** Whether there is a socket. */
  boolean isOpen() {
    return link != null && !over;
  }

  /** Whether nothing that is said on this link is of interest any more. */
  boolean isOver() {
    return over;
  }

  /** Hands something to the sink, and stops reading when that has no more room. */
  void deliver(InboundMessage message) {
    counters.messageReceived();
    boolean room = ports.sink().deliver(message, onRoomAgain);
    if (!room && !readingPaused && !over && !closing) {
      readingPaused = true;
      openLink().pauseReading();
    }
  }

  /**
   * Tells the gateway that what was delivered is safe, once it is; on this link or not at all,
   * since another one knows nothing of it.
   */
  void acknowledgeWhenSafe(String text) {
    ports.sink().whenSafe(() -> postLater(() -> acknowledge(text)));
  }

  private void acknowledge(String text) {
    if (!over && !closing) {
      write(text);
    }
  }

  private void roomAgain() {
    postLater(this::resumeReading);
  }

  /** Any thread. */
  private void postLater(Runnable task) {
    try {
      feed.post(task);
    } catch (RejectedExecutionException e) {
      log.debug("The sink has news, but the loop has ended");
    }
  }

  private void resumeReading() {
    if (readingPaused && !over) {
      readingPaused = false;
      // What was not read while we did not listen is no proof of death.
      feed.feed(frameReceived);
      openLink().resumeReading();
    }
  }

  private void pingWritten() {
    roundTrips.pinged(ports.loop().nanoTime());
    feed.feed(heartbeatWritten);
  }

  private void messageWritten() {
    roundTrips.asked(ports.loop().nanoTime());
    feed.feed(heartbeatWritten);
  }

  private void finish(Optional<Cause> cause) {
    dialogue.renewal().linkOver(this);
    if (!over && session != null) {
      dialogue.resumption().linkOver(session);
    }
    over = true;
    outbox.down(cause);
  }

  private Link openLink() {
    if (link == null) {
      throw new IllegalStateException("attempt " + attempt + " has no link yet");
    }
    return link;
  }

  private ProtocolSession openSession() {
    if (session == null) {
      throw new IllegalStateException("attempt " + attempt + " has no session yet");
    }
    return session;
  }

  private static void nobodyWaits() {}
}
