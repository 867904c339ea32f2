package dev.holdfast.adapter.simulation.preset;

import static dev.holdfast.adapter.simulation.preset.Formula.grown;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import java.util.List;

/** WebSocket clients of browsers, Node, the JVM and Android. */
final class WebSocketPeers {

  private WebSocketPeers() {}

  static List<FleetPolicy> all() {
    return List.of(
        reconnectingWebsocket(),
        partysocket(),
        socketIo(),
        centrifuge(),
        signalR(),
        ably(),
        phoenix(),
        homeAssistant(),
        tyrus(),
        scarlet());
  }

  private static FleetPolicy reconnectingWebsocket() {
    // What is drawn once stays in the delay before: the next one is 1.3 times that.
    return Peer.named(
            "reconnecting-websocket",
            "reconnecting-websocket (JS)",
            Formula.of(
                1,
                10,
                (failures, previous, random) ->
                    failures == 1 ? 1 + 4 * random : Math.min(10, previous * 1.3)))
        .connectTimeout(4)
        .stableAfter(5)
        .notes(
            "Defaults: minReconnectionDelay 1 s + up to 4 s, factor 1.3, at most 10 s, minUptime 5 s,"
                + " connectionTimeout 4 s. The random part is drawn once when the module is loaded;"
                + " here once for each outage.")
        .build();
  }

  private static FleetPolicy partysocket() {
    return Peer.named(
            "partysocket",
            "partysocket (JS)",
            Formula.of(
                3,
                10,
                (failures, previous, random) ->
                    failures == 1 ? 0 : grown(3, 1.3, failures - 2, 10)))
        .connectTimeout(4)
        .stableAfter(5)
        .notes(
            "Defaults: at once, then 3 s, factor 1.3, at most 10 s, no randomness. That the"
                + " application may decide by close event is left out.")
        .build();
  }

  private static FleetPolicy socketIo() {
    return Peer.named(
            "socket.io",
            "socket.io client",
            Formula.of(
                1,
                5,
                (failures, previous, random) -> {
                  double raw = grown(1, 2, failures - 1, 1_000);
                  // One random number decides both, as in the original: its first decimal the sign.
                  double deviation = random * 0.5 * raw;
                  return ((int) (random * 10) & 1) == 0 ? raw - deviation : raw + deviation;
                }))
        .connectTimeout(20)
        .heartbeat(25, 20)
        .notes(
            "Defaults: reconnectionDelay 1 s, doubling, randomizationFactor 0.5, then cut to"
                + " reconnectionDelayMax 5 s, so that from the fifth try on there is no jitter;"
                + " pingInterval 25 s and pingTimeout 20 s are the server's.")
        .build();
  }

  private static FleetPolicy centrifuge() {
    return Peer.named(
            "centrifuge",
            "centrifuge-js, centrifuge-java",
            Formula.of(
                0.5,
                20,
                (failures, previous, random) -> 0.5 + random * grown(0.5, 2, failures - 1, 20)))
        .connectTimeout(10)
        .heartbeat(25, 10)
        .stopsAt(1009)
        .notes(
            "Defaults: minReconnectDelay 500 ms + U(0, min(20 s, 500 ms x 2^n)), at most"
                + " maxReconnectDelay 20 s; server ping every 25 s, 10 s of slack. It also stays"
                + " closed at 3500-3999 and 4500-4999, which is left out.")
        .build();
  }

  private static FleetPolicy signalR() {
    return Peer.named("signalr", "SignalR (JS, .NET)", Formula.table(0, 2, 10, 30))
        .connectTimeout(15)
        .heartbeat(15, 15)
        .attempts(4)
        .notes(
            "withAutomaticReconnect(): 0, 2, 10 and 30 s, then closed for ever; keep-alive 15 s,"
                + " server timeout 30 s, handshake timeout 15 s.")
        .build();
  }

  private static FleetPolicy ably() {
    return Peer.named(
            "ably",
            "Ably (JS, Java)",
            Formula.of(
                15,
                30,
                (failures, previous, random) -> {
                  if (failures == 1) {
                    return 0;
                  }
                  // About the time at which connectionStateTtl (120 s) has passed.
                  return failures >= 8
                      ? 30
                      : 15 * Math.min((failures + 1) / 3.0, 2) * (1 - 0.2 * random);
                }))
        .connectTimeout(15)
        .heartbeat(20, 10)
        .notes(
            "Defaults: at once, then disconnectedRetryTimeout 15 s x min((n+2)/3, 2), up to 20 %"
                + " less; after 120 s suspended, then every 30 s: here from the eighth failure on."
                + " Fallback hosts are left out.")
        .build();
  }

  private static FleetPolicy phoenix() {
    return Peer.named(
            "phoenix", "phoenix.js", Formula.table(0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.5, 1, 2, 5))
        .heartbeat(30, 30)
        .stopsAt(1000)
        .notes(
            "Defaults: reconnectAfterMs 10, 50, 100, 150, 200, 250, 500, 1000, 2000 ms, then 5 s;"
                + " heartbeatIntervalMs 30 s; stays closed at 1000. Joining channels again is left"
                + " out.")
        .build();
  }

  private static FleetPolicy homeAssistant() {
    return Peer.named(
            "home-assistant", "home-assistant-js-websocket", Formula.table(0, 1, 2, 3, 4, 5))
        .notes("Fixed: min(n, 5) s. That it stops for ever at invalid credentials is left out.")
        .build();
  }

  private static FleetPolicy tyrus() {
    return Peer.named("tyrus", "Tyrus ReconnectHandler", Formula.constant(5))
        .connectTimeout(30)
        .notes(
            "ReconnectHandler.getDelay(): 5 s, with both hooks answering true (by default they"
                + " answer false and nothing reconnects). Its Retry-After handling is left out.")
        .build();
  }

  private static FleetPolicy scarlet() {
    return Peer.named(
            "scarlet",
            "Scarlet (OkHttp)",
            Formula.of(1, 10, (failures, previous, random) -> grown(1, 2, failures - 1, 10)))
        .connectTimeout(10)
        .notes("Defaults: ExponentialBackoffStrategy from 1 s to 10 s, no jitter.")
        .build();
  }
}
