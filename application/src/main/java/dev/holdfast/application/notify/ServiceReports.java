package dev.holdfast.application.notify;

import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.Health;
import dev.holdfast.application.port.out.ServiceNotice;
import dev.holdfast.application.port.out.ServiceNotifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a service manager what it wants to know of a process, in the order in which it must hear
 * it: that it has started, how its connections are when that has changed, that it lives, that it
 * reloads, that it ends.
 *
 * <p>A change of the process's own state that does not get out is told again before anything else;
 * that it lives, and how it is, comes again anyway. For one thread at a time.
 */
public final class ServiceReports {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.service");

  /** So many changes of state may wait to be told; then the oldest is given up. */
  static final int OWED_MOST = 16;

  private static final String NOT_WELL = "not well (see /health/live); ";

  private static final String NOT_RELOADED =
      "the configuration is wrong and was not reloaded (see the log); ";

  private final ServiceNotifier notifier;
  private final StatusLine line = new StatusLine();
  private final Deque<ServiceNotice> owed = new ArrayDeque<>();
  private Phase phase = Phase.STARTING;
  private boolean live = true;
  private boolean pinging = true;
  private boolean refused;

  /** What was told last. */
  private String status = "";

  /** What the service manager was, or is to be, told that the process does. */
  private enum Phase {
    STARTING,
    RUNNING,
    RELOADING,
    STOPPING
  }

  /**
   * Nothing has happened yet.
   *
   * @param notifier the way to the service manager
   */
  public ServiceReports(ServiceNotifier notifier) {
    this.notifier = notifier;
  }

  /**
   * The process has started: every connection was asked to connect. Whether a gateway answers is
   * not its business.
   *
   * @param all how the connections are
   * @param nowMillis the time of day
   */
  public void started(List<ConnectionStatus> all, long nowMillis) {
    if (phase == Phase.STARTING) {
      phase = Phase.RUNNING;
      ready(all, nowMillis);
    }
  }

  /**
   * Looks at everything, and tells how it is if that is not what was told last. To be called now
   * and then, not more often than somebody wants to read it.
   *
   * @param all how the connections are
   * @param health how the process itself is
   * @param nowMillis the time of day
   */
  public void look(List<ConnectionStatus> all, Health health, long nowMillis) {
    live = health.live();
    if (!settle() || phase == Phase.STARTING || phase == Phase.STOPPING) {
      return;
    }
    String now = status(all, nowMillis);
    if (!now.equals(status) && notifier.tell(new ServiceNotice.Status(now))) {
      status = now;
    }
  }

  /**
   * Tells that the process lives, if it does; so that one that does not is restarted. To be called
   * twice in the time that the service manager waits.
   *
   * @param health how the process itself is
   */
  public void ping(Health health) {
    live = health.live();
    if (pinging && !live) {
      LOG.error("The service manager is not told any more that this process lives");
    } else if (!pinging && live) {
      LOG.info("The service manager is told again that this process lives");
    }
    pinging = live;
    if (live && settle() && phase != Phase.STARTING) {
      notifier.tell(new ServiceNotice.Alive());
    }
  }

  /**
   * The configuration is read again.
   *
   * @param nanos when that began, on the monotonic clock of the machine
   */
  public void reloading(long nanos) {
    if (phase == Phase.RUNNING) {
      phase = Phase.RELOADING;
      tell(new ServiceNotice.Reloading(nanos));
    }
  }

  /**
   * The configuration was read again.
   *
   * @param done whether it is in force; if not, nothing was changed
   * @param all how the connections are
   * @param nowMillis the time of day
   */
  public void reloaded(boolean done, List<ConnectionStatus> all, long nowMillis) {
    refused = !done;
    if (phase == Phase.RELOADING) {
      phase = Phase.RUNNING;
      ready(all, nowMillis);
    }
  }

  /**
   * The process ends; once more if there is more to say about it.
   *
   * @param why one line for people
   */
  public void stopping(String why) {
    if (phase != Phase.STOPPING) {
      phase = Phase.STOPPING;
      tell(new ServiceNotice.Stopping(why));
    } else if (settle()) {
      notifier.tell(new ServiceNotice.Status(why));
    }
  }

  private void ready(List<ConnectionStatus> all, long nowMillis) {
    status = status(all, nowMillis);
    tell(new ServiceNotice.Ready(status));
  }

  private String status(List<ConnectionStatus> all, long nowMillis) {
    return (live ? "" : NOT_WELL) + (refused ? NOT_RELOADED : "") + line.of(all, nowMillis);
  }

  private void tell(ServiceNotice notice) {
    if (owed.size() == OWED_MOST) {
      owed.removeFirst();
    }
    owed.addLast(notice);
    settle();
  }

  /** Tells what is owed; returns whether nothing is any more. */
  private boolean settle() {
    while (!owed.isEmpty()) {
      if (!notifier.tell(owed.getFirst())) {
        return false;
      }
      owed.removeFirst();
    }
    return true;
  }
}
