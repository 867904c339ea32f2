package dev.holdfastcanary.application.port.in;

/** Lawful: a wish. */
public interface ConnectUseCase {

  void connect();
}
