package dev.holdfast.adapter.simulation.preset;

import static dev.holdfast.adapter.simulation.preset.Formula.grown;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import java.util.List;

/** Clients of message brokers, of RPC, of the Internet of Things and of charging stations. */
final class MessagingPeers {

  private static final int NATS_ROUNDS = 60;

  /** Doubled so often, everything is above every cap; it stops there. */
  private static final double FAR_ABOVE = 1e9;

  private MessagingPeers() {}

  static List<FleetPolicy> all() {
    return List.of(
        nats("nats-java", "nats.java", 0.1, "reconnectJitter 100 ms"),
        nats("nats-java-tls", "nats.java, TLS", 1, "reconnectJitterTls 1 s"),
        grpc(),
        awsFull(),
        awsDecorrelated(),
        azure(),
        hiveMq(),
        paho(),
        ocpp());
  }

  private static FleetPolicy nats(String name, String title, double jitter, String setting) {
    return Peer.named(
            name,
            title,
            Formula.of(
                2,
                2 + jitter,
                (failures, previous, random) -> failures == 1 ? 0 : 2 + jitter * random))
        .connectTimeout(2)
        .heartbeat(120, 240)
        .attempts(NATS_ROUNDS)
        .notes(
            "Defaults, with one server: at once, then reconnectWait 2 s + "
                + setting
                + ", maxReconnect 60, then closed for ever; ping every 2 min, dead at the third"
                + " without an answer. A pool of servers is left out.")
        .build();
  }

  private static FleetPolicy grpc() {
    return Peer.named(
            "grpc-java",
            "grpc-java",
            Formula.of(
                1,
                144,
                (failures, previous, random) ->
                    grown(1, 1.6, failures - 1, 120) * (0.8 + 0.4 * random)))
        .connectTimeout(20)
        .notes(
            "Fixed: 1 s, factor 1.6, at most 120 s, each 20 % up or down (so up to 144 s);"
                + " at least 20 s to connect. That the time spent connecting counts as waiting is"
                + " left out.")
        .build();
  }

  private static FleetPolicy awsFull() {
    return Peer.named(
            "aws-crt",
            "AWS CRT MQTT 5, full jitter",
            Formula.of(
                1,
                120,
                (failures, previous, random) -> random * grown(1, 2, failures - 1, FAR_ABOVE)))
        .connectTimeout(30)
        .heartbeat(1200, 30)
        .stableAfter(30)
        .notes(
            "Defaults: min(120 s, U(0, 1 s x 2^n)), so that more and more delays are exactly 120 s;"
                + " starts over after 30 s connected; 10 s to connect, 20 s for CONNACK.")
        .build();
  }

  private static FleetPolicy awsDecorrelated() {
    return Peer.named(
            "aws-decorrelated",
            "AWS CRT MQTT 5, decorrelated as documented",
            Formula.of(1, 120, (failures, previous, random) -> 1 + random * (3 * previous - 1)))
        .connectTimeout(30)
        .heartbeat(1200, 30)
        .stableAfter(30)
        .notes(
            "As documented: min(120 s, U(1 s, 3 x the delay before)). The code that was read never"
                + " stores the delay before, so what runs is something else.")
        .build();
  }

  private static FleetPolicy azure() {
    return Peer.named(
            "azure-iot",
            "Azure IoT SDK for Java",
            Formula.of(
                0.1,
                10,
                (failures, previous, random) ->
                    failures == 1
                        ? 0
                        : 0.1
                            + (grown(1, 2, failures - 1, FAR_ABOVE) - 1) * (0.08 + 0.04 * random)))
        .connectTimeout(240)
        .heartbeat(230, 230)
        .notes(
            "Defaults: at once, then min(10 s, 100 ms + (2^n - 1) x U(80, 120) ms), no jitter from"
                + " the eighth try on; keep-alive 230 s, operation timeout 4 min. That the token is"
                + " renewed every hour is left out.")
        .build();
  }

  private static FleetPolicy hiveMq() {
    return Peer.named(
            "hivemq",
            "HiveMQ MQTT client",
            Formula.of(
                1,
                150,
                (failures, previous, random) ->
                    grown(1, 2, failures - 1, 120) * (0.75 + 0.5 * random)))
        .connectTimeout(10)
        .heartbeat(60, 30)
        .notes(
            "automaticReconnect() with its defaults: 1 s, doubling to 120 s, each a quarter up or"
                + " down (so up to 150 s); keep-alive 60 s.")
        .build();
  }

  private static FleetPolicy paho() {
    return Peer.named(
            "paho",
            "Eclipse Paho MQTT v3 (Java)",
            Formula.of(1, 128, (failures, previous, random) -> grown(1, 2, failures - 1, 128)))
        .connectTimeout(30)
        .heartbeat(60, 60)
        .notes(
            "automaticReconnect: 1 s doubling to 128 s, no jitter; keep-alive 60 s. That all"
                + " clients of a process share one delay is left out.")
        .build();
  }

  private static FleetPolicy ocpp() {
    // Two doublings after the first, then the delay is kept: at most ((1+2) x 2 + 2) x 2 + 2 s.
    return Peer.named(
            "ocpp",
            "OCPP 2.0.1 (libocpp)",
            Formula.of(
                1,
                18,
                (failures, previous, random) -> {
                  int whole = (int) (3 * random);
                  if (failures == 1) {
                    return 1 + whole;
                  }
                  return failures <= 3 ? 2 * previous + whole : previous;
                }))
        .heartbeat(30, 5)
        .notes(
            "RetryBackOffWaitMinimum 1 s, RetryBackOffRandomRange 2 s (whole"
                + " seconds), RetryBackOffRepeatTimes 2;"
                + " WebSocketPingInterval 30 s. That the network profile changes after three"
                + " attempts is left out.")
        .build();
  }
}
