package dev.holdfast.adapter.adminhttp;

import java.util.List;

/** How much the process logs, and the switch for it. Any thread. */
public interface LogLevels {

  /** The names of the levels there are. */
  List<String> names();

  /** The name of the level in force. */
  String current();

  /**
   * Logs more or less from now on, until the process ends.
   *
   * @param name one of {@link #names()}
   */
  void change(String name);
}
