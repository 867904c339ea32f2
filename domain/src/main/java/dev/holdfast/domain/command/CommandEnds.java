package dev.holdfast.domain.command;

/** Told of commands that end without an answer; called during a call of the ledger only. */
@FunctionalInterface
public interface CommandEnds {

  /**
   * A command has ended. Nothing more is heard of it.
   *
   * @param id its number
   * @param end how
   */
  void ended(long id, CommandEnd end);
}
