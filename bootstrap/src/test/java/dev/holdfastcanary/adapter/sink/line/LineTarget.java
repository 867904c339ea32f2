package dev.holdfastcanary.adapter.sink.line;

/** Lawful: the entrance of an adapter. */
public final class LineTarget {

  public void write(String line) {}
}
