package dev.holdfastcanary.application.port.out;

/** Lawful: a promise. */
public interface Transport {

  void open();
}
