package dev.holdfast.application.port.out;

import java.util.List;

/** The way to the service manager that started the process, such as systemd. */
public interface ServiceNotifier {

  /**
   * The variables by which it says where and how often it wants to be told: they are for us. A
   * program that we start does not get them, or it could speak in our name.
   */
  List<String> VARIABLES = List.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");

  /**
   * Tells it something. Never blocks, never throws because of the world; any thread, one at a time.
   *
   * @return whether it got out; if not, it may later
   */
  boolean tell(ServiceNotice notice);
}
