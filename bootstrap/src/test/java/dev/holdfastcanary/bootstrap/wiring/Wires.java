package dev.holdfastcanary.bootstrap.wiring;

import com.google.inject.AbstractModule;

/** Wrong: a module that is not called one. */
final class Wires extends AbstractModule {}
