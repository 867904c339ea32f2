package dev.holdfastcanary.bootstrap.demo;

/** Lawful: a demonstration. */
public final class Demo {

  public void play() {}
}
