package dev.holdfastcanary.adapter.sink;

/** Lawful: the entrance of an adapter. */
public final class LineSink {

  public void write(String line) {}
}
