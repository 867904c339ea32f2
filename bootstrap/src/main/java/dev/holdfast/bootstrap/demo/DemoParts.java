package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.bootstrap.wiring.ConnectionStores;
import java.util.Optional;

/**
 * What a demonstration is given.
 *
 * @param protocol a session protocol in which the gateway acknowledges messages; empty if what it
 *     speaks has none, and nothing is sent
 * @param outbox where messages are kept until it has them
 */
public record DemoParts(Optional<SessionProtocol> protocol, ConnectionStores outbox) {}
