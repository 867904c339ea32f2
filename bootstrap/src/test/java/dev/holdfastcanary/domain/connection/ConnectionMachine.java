package dev.holdfastcanary.domain.connection;

/** Lawful: the machine may change. */
public final class ConnectionMachine {

  private long attempt;

  public long next() {
    return ++attempt;
  }
}
