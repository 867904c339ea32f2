package dev.holdfast.adapter.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How many sockets of this machine have sent a SYN to a loopback port and got no answer yet. */
final class HalfOpen {

  /** TCP_SYN_SENT in the fourth column of /proc/net/tcp (proc(5)). */
  private static final String SYN_SENT = "02";

  /** A socket of the IPv6 family may carry an IPv4 connection. */
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  private HalfOpen() {}

  static void awaitCount(int port, long count) {
    Await.until(
        count + " half-open connections to " + port,
        () -> TABLES.stream().mapToLong(table -> count(table, port)).sum() == count);
  }

  private static long count(Path table, int port) {
    String remoteEnd = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns[2].endsWith(remoteEnd) && columns[3].equals(SYN_SENT))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
