package dev.holdfast.application.audit;

import java.util.List;
import java.util.function.Consumer;

/** Somebody on a loop who can be looked at. */
public interface Audited {

  /** The id of the connection. */
  String connection();

  /**
   * Lets it look at itself. Returns at once; any thread.
   *
   * @param answer told on its loop what does not hold; never told if the loop does not turn
   * @return whether there is a loop that could answer
   */
  boolean inspect(Consumer<List<Breach>> answer);

  /**
   * Writes into its log that it is not as it must be. Any thread.
   *
   * @param breach what does not hold
   */
  void complain(Breach breach);
}
