package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.bootstrap.config.ConnectionConfig;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.GatewayConfig;
import dev.holdfast.bootstrap.config.MetricsConfig;
import dev.holdfast.bootstrap.config.OutboxStorage;
import dev.holdfast.bootstrap.config.TransportConfig;
import dev.holdfast.bootstrap.logging.LogFormat;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of the demonstration: the daemon's own, with times short enough to watch. What
 * is seconds here is tens of seconds by default.
 */
final class DemoConfig {

  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

  private DemoConfig() {}

  static DaemonConfig forGateway(GatewayConfig gateway) {
    return new DaemonConfig(
        List.of(
            new ConnectionConfig(
                DaemonConfig.ONLY,
                true,
                gateway,
                Optional.empty(),
                policy(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                DialogueSettings.defaults(),
                OutboxSettings.defaults(),
                TransportConfig.defaults())),
        false,
        OutboxStorage.IN_MEMORY,
        List.of(),
        new LogOptions(LogLevel.ERROR, LogFormat.TEXT),
        Optional.empty(),
        MetricsConfig.USUAL,
        Optional.empty(),
        SHUTDOWN_TIMEOUT);
  }

  static ConnectionPolicy policy() {
    return ConnectionPolicy.builder()
        .connectTimeout(Duration.ofSeconds(2))
        .loginTimeout(Duration.ofSeconds(2))
        .heartbeat(new HeartbeatPolicy(true, Duration.ofSeconds(1), Duration.ofMillis(500)))
        .stableAfter(Duration.ofSeconds(2))
        .backoff(new Backoff(Jitter.DECORRELATED, Duration.ofMillis(200), Duration.ofSeconds(2)))
        .closeTimeout(SHUTDOWN_TIMEOUT)
        .verdicts(
            VerdictTable.defaults()
                .with(
                    new CauseKey(CauseKind.CLOSED_BY_GATEWAY, CloseCode.SERVICE_RESTART),
                    Verdict.spread(Duration.ofMillis(500), Duration.ofSeconds(3)),
                    "A tenth of the usual wait, so that it can be watched."))
        .build();
  }
}
