package dev.holdfast.adapter.adminhttp;

import dev.holdfast.application.port.in.FindConnectionsUseCase;
import dev.holdfast.application.port.in.HealthUseCase;
import dev.holdfast.application.port.in.ReloadUseCase;
import dev.holdfast.application.port.out.WallClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the control API serves.
 *
 * @param connections the connections of the process
 * @param commandTimeouts how long a command may take whose giver does not say, by the id of a
 *     connection that there is
 * @param closeTimeout how long a disconnect may take before the socket is aborted
 * @param settings the configuration in force, secrets masked; asked each time
 * @param reload goes on with the configuration as it is written then
 * @param health says how the process itself is
 * @param metrics the figures
 * @param outbox shows what is kept for a connection
 * @param latest shows what gateways said last
 * @param log shows the end of the log
 * @param build what runs here
 * @param logLevels the switch for the log
 * @param wallClock the time of day, for what people read
 * @param mask takes known secrets out of every text that is shown; data of gateways is not touched
 */
public record AdminServices(
    FindConnectionsUseCase connections,
    Function<String, Duration> commandTimeouts,
    Duration closeTimeout,
    Supplier<List<ShownSetting>> settings,
    ReloadUseCase reload,
    HealthUseCase health,
    MetricsPage metrics,
    OutboxView outbox,
    LatestView latest,
    LogView log,
    BuildFacts build,
    LogLevels logLevels,
    WallClock wallClock,
    UnaryOperator<String> mask) {}
