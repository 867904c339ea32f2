package dev.holdfast.bootstrap.lifecycle;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * What the process does on signals. A shutdown hook would not do: it cannot choose the exit code on
 * a signal, nor notice a second one.
 *
 * <ul>
 *   <li>SIGINT, SIGTERM: stop in good order; a second one ends the process at once with 1.
 *   <li>SIGUSR1: reconnect now.
 *   <li>SIGHUP: read the configuration again.
 * </ul>
 */
@SuppressWarnings("sunapi") // jdk.unsupported: the only way to handle signals on the JVM
public final class ProcessSignals {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessSignals.class);

  private ProcessSignals() {}

  /**
   * Installs the handlers. Once per process.
   *
   * @param stop stops in good order; called at the first SIGINT or SIGTERM, on a thread of the JVM
   * @param reconnectNow cuts the waiting short; called at every SIGUSR1
   * @param reload reads the configuration again; called at every SIGHUP
   */
  public static void install(Runnable stop, Runnable reconnectNow, Runnable reload) {
    AtomicBoolean stopping = new AtomicBoolean();
    for (String name : new String[] {"INT", "TERM"}) {
      handle(
          name,
          () -> {
            if (stopping.getAndSet(true)) {
              LOG.warn("SIG{} again: ending at once", name);
              Runtime.getRuntime().halt(ExitCode.FORCED.status());
            }
            LOG.info("SIG{}: shutting down", name);
            stop.run();
          });
    }
    handle(
        "USR1",
        () -> {
          LOG.info("SIGUSR1: reconnect now");
          reconnectNow.run();
        });
    handle(
        "HUP",
        () -> {
          LOG.info("SIGHUP: reading the configuration again");
          reload.run();
        });
  }

  private static void handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), signal -> action.run());
    } catch (IllegalArgumentException e) {
      // Not on this platform, or taken by the JVM (-Xrs, other vendors).
      LOG.debug("SIG{} cannot be handled: {}", name, e.getMessage());
    }
  }
}
