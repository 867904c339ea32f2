package dev.holdfast.adapter.systemd;

import dev.holdfast.application.port.out.ServiceNotice;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What is said to systemd: variables and values, one a line, all in one datagram. */
final class NotifyMessage {

  /**
   * So many characters of a status are sent. systemd takes 4,096 bytes at once; these are 3,000 at
   * most, whatever they are.
   */
  static final int STATUS_MOST = 1_000;

  private NotifyMessage() {}

  /** The bytes of a datagram. */
  static byte[] of(ServiceNotice notice) {
    return text(notice).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ServiceNotice notice) {
    if (notice instanceof ServiceNotice.Ready ready) {
      return "READY=1\n" + status(ready.status());
    }
    if (notice instanceof ServiceNotice.Status status) {
      return status(status.status());
    }
    if (notice instanceof ServiceNotice.Reloading reloading) {
      return "RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(reloading.nanos());
    }
    if (notice instanceof ServiceNotice.Stopping stopping) {
      return "STOPPING=1\n" + status(stopping.status());
    }
    return "WATCHDOG=1";
  }

  /** A line break would begin another variable. */
  private static String status(String raw) {
    StringBuilder line = new StringBuilder("STATUS=");
    int end = Math.min(raw.length(), STATUS_MOST);
    for (int i = 0; i < end; i++) {
      char c = raw.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    int last = line.length() - 1;
    // Half of a surrogate pair would not survive being written as UTF-8.
    if (Character.isHighSurrogate(line.charAt(last))) {
      line.setLength(last);
    }
    return line.toString();
  }
}
