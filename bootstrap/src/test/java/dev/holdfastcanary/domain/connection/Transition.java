package dev.holdfastcanary.domain.connection;

/** Lawful: a value that ports may speak of. */
public record Transition(long attempt) {}
