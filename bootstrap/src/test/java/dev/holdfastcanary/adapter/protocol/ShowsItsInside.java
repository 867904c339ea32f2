package dev.holdfastcanary.adapter.protocol;

/** Wrong: public, and not an entrance. */
public final class ShowsItsInside {}
