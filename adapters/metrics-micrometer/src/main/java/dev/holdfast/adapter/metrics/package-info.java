/**
 * Figures of a running daemon: read where they are when somebody asks, so that they cost nothing
 * where messages pass. {@link dev.holdfast.adapter.metrics.Metrics} is where to begin.
 */
@NullMarked
package dev.holdfast.adapter.metrics;

import org.jspecify.annotations.NullMarked;
