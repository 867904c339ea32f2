package dev.holdfast.bootstrap.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the service manager that started the process wants to be told. It says so itself, in the
 * environment and nowhere else: {@code sd_notify(3)}, {@code sd_watchdog_enabled(3)}.
 *
 * @param socket where, as it writes addresses
 * @param watchdog how long it waits for a sign of life; empty if it does not
 * @param warnings what it says that is not understood, each in one line
 */
public record ServiceConfig(String socket, Optional<Duration> watchdog, List<String> warnings) {

  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final String WATCHDOG = "WATCHDOG_USEC";
  private static final String WHOSE = "WATCHDOG_PID";

  /** Copies the list. */
  public ServiceConfig {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads what is asked for.
   *
   * @param environment the variables of the process
   * @param pid its number
   * @return empty if nobody asks
   */
  public static Optional<ServiceConfig> of(Map<String, String> environment, long pid) {
    String socket = environment.getOrDefault(SOCKET, "");
    if (socket.isEmpty()) {
      return Optional.empty();
    }
    String time = environment.getOrDefault(WATCHDOG, "");
    String whose = environment.getOrDefault(WHOSE, "");
    if (time.isEmpty() || (!whose.isEmpty() && !whose.equals(Long.toString(pid)))) {
      return Optional.of(new ServiceConfig(socket, Optional.empty(), List.of()));
    }
    Optional<Duration> watchdog = micros(time);
    return Optional.of(
        new ServiceConfig(
            socket,
            watchdog,
            watchdog.isPresent()
                ? List.of()
                : List.of(
                    WATCHDOG
                        + "="
                        + time
                        + ": expected microseconds, 1 or more; no watchdog is pinged")));
  }

  private static Optional<Duration> micros(String text) {
    try {
      long micros = Long.parseLong(text);
      return micros > 0 ? Optional.of(Duration.of(micros, ChronoUnit.MICROS)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
