package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.SessionProtocol;
import java.util.Optional;

/**
 * What a demonstration is given.
 *
 * @param protocol a session protocol in which the gateway acknowledges messages; empty if what it
 *     speaks has none, and nothing is sent
 * @param store where messages are kept until it has them
 * @param records what is known of commands
 */
public record DemoParts(
    Optional<SessionProtocol> protocol, MessageStore store, CommandRecords records) {}
