package dev.holdfast.adapter.adminhttp;

import java.util.List;

/** Shows what gateways said last. Any thread; never blocks. */
@FunctionalInterface
public interface LatestView {

  /**
   * What one said last of everything that it spoke about; bounded.
   *
   * @param connection the id of a connection
   */
  List<ShownMessage> of(String connection);
}
