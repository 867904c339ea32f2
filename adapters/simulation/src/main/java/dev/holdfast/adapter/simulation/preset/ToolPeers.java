package dev.holdfast.adapter.simulation.preset;

import static dev.holdfast.adapter.simulation.preset.Formula.grown;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import java.util.List;

/** Command-line tools, pipelines and chat clients. */
final class ToolPeers {

  private ToolPeers() {}

  static List<FleetPolicy> all() {
    return List.of(websocat(), autossh(), vector(), benthos(), jda(), discordJs());
  }

  private static FleetPolicy websocat() {
    return Peer.named("websocat", "websocat autoreconnect:", Formula.constant(0.02))
        .notes("Fixed: 20 ms.")
        .build();
  }

  private static FleetPolicy autossh() {
    return Peer.named(
            "autossh",
            "autossh",
            Formula.of(
                2,
                600,
                (failures, previous, random) -> {
                  double beyond = Math.max(0, failures - 5.0);
                  return 2 * beyond * beyond;
                }))
        .stableAfter(60)
        .heartbeat(600, 15)
        .notes(
            "Defaults: AUTOSSH_POLL 600 s; five quick restarts are free, then poll/100 x t x t/3, at"
                + " most poll; forgotten after 60 s up. That it gives up if the very first start"
                + " fails is left out.")
        .build();
  }

  private static FleetPolicy vector() {
    return Peer.named(
            "vector",
            "Vector websocket source",
            Formula.of(
                0.5,
                60,
                (failures, previous, random) ->
                    failures == 1 ? 0 : grown(0.25, 2, failures - 1, 60)))
        .connectTimeout(30)
        .notes("Fixed: at once, then 250 ms x 2^n (500 ms, 1 s, ...), at most 60 s, no jitter.")
        .build();
  }

  private static FleetPolicy benthos() {
    return Peer.named(
            "benthos",
            "Benthos / Redpanda Connect, websocket input",
            Formula.of(
                0.1,
                1.5,
                (failures, previous, random) -> grown(0.1, 1.5, failures - 1, 1) * (0.5 + random)))
        .connectTimeout(45)
        .notes("Fixed: 100 ms, factor 1.5, at most 1 s, each a half up or down (so up to 1.5 s).")
        .build();
  }

  private static FleetPolicy jda() {
    return Peer.named(
            "jda",
            "JDA (Discord, Java)",
            Formula.of(
                2,
                900,
                (failures, previous, random) -> failures == 1 ? 0 : grown(2, 2, failures - 2, 900)))
        .heartbeat(41.25, 82.5)
        .stopsAt(4004)
        .notes(
            "Defaults: at once, then 2 s doubling to maxReconnectDelay 900 s, no jitter; heartbeat"
                + " 41.25 s, dead after two without an answer; stays closed at 4004. The queue for"
                + " logins (5 s apart in one process) is left out.")
        .build();
  }

  private static FleetPolicy discordJs() {
    return Peer.named("discord.js", "discord.js", Formula.constant(0.5))
        .connectTimeout(30)
        .heartbeat(41.25, 41.25)
        .stopsAt(4004)
        .notes(
            "Fixed: 500 ms; heartbeat 41.25 s, dead after one without an answer; stays closed at"
                + " 4004. The throttle for logins is left out.")
        .build();
  }
}
