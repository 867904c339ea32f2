package dev.holdfast.application.service;

import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Transition;
import java.util.Optional;

/** What others than the loop may see of the machine. */
record Picture(
    ConnectionState state,
    boolean up,
    long attempt,
    int failures,
    boolean stopped,
    Optional<Transition> lastTransition) {}
