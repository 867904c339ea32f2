package dev.holdfast.application.service;

import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Transition;
import java.util.Optional;

/**
 * What others than the loop may see of the machine.
 *
 * @param upChangedNanos when it came up, or was lost, on the loop's clock
 */
record Picture(
    ConnectionState state,
    boolean up,
    long upChangedNanos,
    long attempt,
    int failures,
    boolean stopped,
    Optional<Transition> lastTransition) {}
