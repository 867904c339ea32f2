package dev.holdfastcanary.nowhere;

/** Wrong: no rule speaks of its package. */
final class LivesNowhere {}
