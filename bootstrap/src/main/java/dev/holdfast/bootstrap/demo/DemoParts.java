package dev.holdfast.bootstrap.demo;

import com.google.inject.Injector;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.bootstrap.wiring.ConnectionStores;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a demonstration is given.
 *
 * @param protocol a session protocol in which the gateway acknowledges messages; empty if what it
 *     speaks has none, and nothing is sent
 * @param outbox where messages are kept until it has them
 * @param page the status page
 * @param version of the program
 */
public record DemoParts(
    Optional<SessionProtocol> protocol, ConnectionStores outbox, Page page, String version) {

  /**
   * The status page.
   *
   * @param address where it is
   * @param serve begins to serve it, with what is wired
   */
  public record Page(String address, Consumer<Injector> serve) {}
}
