package dev.holdfast.adapter.adminhttp;

import java.util.List;

/** Shows the end of the log. Any thread; never blocks. */
@FunctionalInterface
public interface LogView {

  /** The latest lines, the oldest first; bounded. */
  List<LogLine> lines();
}
