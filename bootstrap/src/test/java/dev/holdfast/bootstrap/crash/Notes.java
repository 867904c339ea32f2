package dev.holdfast.bootstrap.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the gateway tells by itself: numbered notifications, some at a time, and again on the next
 * link until they are acknowledged. What was acknowledged is in its file. One thread.
 */
final class Notes {

  /** So many may be under way. */
  static final int WINDOW = 20;

  private static final int SWAPS_OF = 10;

  private final FileChannel file;
  private final Set<CrashGateway.Habit> habits;
  private final Set<Long> early = new TreeSet<>();
  private long allUpTo;
  private long highest;

  /**
   * Goes on behind what was acknowledged.
   *
   * @param file where to write down what is acknowledged
   * @param before what was
   */
  Notes(FileChannel file, Set<Long> before, Set<CrashGateway.Habit> habits) {
    this.file = file;
    this.habits = habits;
    early.addAll(before);
    advance();
    highest = allUpTo;
  }

  /** What was acknowledged, but for what a kill has torn. */
  static Set<Long> readAll(Path file) throws IOException {
    Set<Long> all = new TreeSet<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (line.endsWith(".")) {
          all.add(Long.parseLong(line.substring(0, line.length() - 1)));
        }
      }
    }
    return all;
  }

  /** A new link: tells again what is not acknowledged. */
  void begin(GatewayLink link) throws IOException {
    for (long number = allUpTo + 1; number <= highest; number++) {
      if (!early.contains(number)) {
        tell(number, link);
      }
    }
  }

  /** Tells the next one, if not too many are under way. */
  void next(GatewayLink link) throws IOException {
    if (highest - allUpTo < WINDOW) {
      highest++;
      // Two of them change places.
      boolean swaps =
          habits.contains(CrashGateway.Habit.TELLS_IN_DISORDER) && highest % SWAPS_OF == 0;
      if (swaps) {
        tell(highest + 1, link);
      }
      tell(highest, link);
      highest += swaps ? 1 : 0;
    }
  }

  private void tell(long number, GatewayLink link) throws IOException {
    link.write("{\"note\":" + number + "}");
    if (habits.contains(CrashGateway.Habit.TAKES_TOLD_FOR_HEARD)) {
      acknowledged(number);
    }
  }

  void acknowledged(long number) throws IOException {
    if (number > allUpTo && early.add(number)) {
      file.write(ByteBuffer.wrap((number + ".\n").getBytes(StandardCharsets.UTF_8)));
      advance();
    }
  }

  private void advance() {
    while (early.remove(allUpTo + 1)) {
      allUpTo++;
    }
  }
}
