package dev.holdfastcanary.adapter.sink.line;

import com.google.inject.AbstractModule;

/** Wrong: wires itself. */
final class BringsItsOwnModule extends AbstractModule {}
