package dev.holdfast.adapter.adminhttp;

import dev.holdfast.application.port.in.FindConnectionsUseCase;
import dev.holdfast.application.port.out.WallClock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the control API serves.
 *
 * @param connections the connections of the process
 * @param commandTimeout how long a command may take whose giver does not say
 * @param closeTimeout how long a disconnect may take before the socket is aborted
 * @param settings the configuration in force, secrets masked
 * @param build what runs here
 * @param logLevels the switch for the log
 * @param wallClock the time of day, for what people read
 * @param mask takes known secrets out of every text that is shown; data of gateways is not touched
 */
public record AdminServices(
    FindConnectionsUseCase connections,
    Duration commandTimeout,
    Duration closeTimeout,
    List<ShownSetting> settings,
    BuildFacts build,
    LogLevels logLevels,
    WallClock wallClock,
    UnaryOperator<String> mask) {

  /** Copies the list. */
  public AdminServices {
    settings = List.copyOf(settings);
  }
}
