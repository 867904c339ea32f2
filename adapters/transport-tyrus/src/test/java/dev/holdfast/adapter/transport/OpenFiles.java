package dev.holdfast.adapter.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many file descriptors this process holds. */
final class OpenFiles {

  private OpenFiles() {}

  static long count() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  static void awaitAtMost(long most) {
    Await.until("at most " + most + " open files", () -> count() <= most);
  }
}
