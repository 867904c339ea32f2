package dev.holdfastcanary.application.service;

/** Wrong: a name that says nothing. */
final class ThingUtil {}
