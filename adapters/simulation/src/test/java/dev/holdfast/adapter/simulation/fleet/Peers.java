package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.BackoffPolicy;
import dev.holdfast.domain.backoff.Jitter;
import java.time.Duration;

/**
 * The formulas of other clients, written down once more and as plainly as can be, for a check
 * against figures that are known of them.
 */
final class Peers {

  private static final double NANOS = 1e9;

  private Peers() {}

  /** A delay in seconds, by the failures before this one and by the delay before. */
  private interface Formula {
    double seconds(int before, double previous, double random);
  }

  static BackoffPolicy backoff(String name) {
    return switch (name) {
      case "reconnecting-websocket" ->
          // Drawn once: what was drawn stays in the delay before.
          between(1, 10, (n, p, u) -> n == 0 ? 1 + 4 * u : 1.3 * p);
      case "socket.io" -> between(1, 5, (n, p, u) -> Math.pow(2, n) * socketIo(u));
      case "centrifuge" -> between(0.5, 20, (n, p, u) -> 0.5 + u * doubled(0.5, n, 20));
      case "grpc-java" ->
          between(1, 144, (n, p, u) -> Math.min(120, Math.pow(1.6, n)) * (0.8 + 0.4 * u));
      case "aws-crt" -> between(1, 120, (n, p, u) -> u * Math.pow(2, n));
      case "azure-iot" -> between(0.1, 10, (n, p, u) -> n == 0 ? 0 : azure(n, u));
      case "hivemq" -> between(1, 150, (n, p, u) -> doubled(1, n, 120) * (0.75 + 0.5 * u));
      case "paho" -> between(1, 128, (n, p, u) -> Math.pow(2, n));
      case "jda" -> between(2, 900, (n, p, u) -> 2 * Math.pow(2, n));
      case "textbook decorrelated" -> between(1, 60, (n, p, u) -> 1 + u * (3 * p - 1));
      case "bounded decorrelated" -> ours(Jitter.DECORRELATED);
      case "full jitter" -> ours(Jitter.FULL);
      default -> throw new IllegalArgumentException("no formula for " + name);
    };
  }

  /** One number decides how far and, by its first decimal, to which side. */
  private static double socketIo(double random) {
    double far = 0.5 * random;
    return ((int) (random * 10) & 1) == 0 ? 1 - far : 1 + far;
  }

  private static double azure(int before, double random) {
    return 0.1 + (Math.pow(2, before) - 1) * (0.08 + 0.04 * random);
  }

  private static double doubled(double base, int times, double limit) {
    return Math.min(limit, base * Math.pow(2, times));
  }

  private static Backoff ours(Jitter jitter) {
    return new Backoff(jitter, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  private static BackoffPolicy between(double base, double cap, Formula formula) {
    return new BackoffPolicy() {
      @Override
      public long delayNanos(int failures, long previousNanos, double random) {
        double delay = formula.seconds(failures - 1, previousNanos / NANOS, random) * NANOS;
        return Math.min(capNanos(), Math.round(delay));
      }

      @Override
      public long baseNanos() {
        return Math.round(base * NANOS);
      }

      @Override
      public long capNanos() {
        return Math.round(cap * NANOS);
      }
    };
  }
}
