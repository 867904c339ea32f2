package dev.holdfastcanary.adapter.sink;

import com.google.inject.AbstractModule;

/** Wrong: wires itself. */
final class BringsItsOwnModule extends AbstractModule {}
