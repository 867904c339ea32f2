package dev.holdfastcanary.bootstrap.wiring;

import com.google.inject.AbstractModule;

/** Lawful: a module. */
public final class DaemonModule extends AbstractModule {}
