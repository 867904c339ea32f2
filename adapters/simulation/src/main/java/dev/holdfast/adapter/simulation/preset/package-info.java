/**
 * Reconnect policies of other systems, as they document them, to be simulated beside ours. The root
 * is {@link dev.holdfast.adapter.simulation.preset.Presets}.
 */
@NullMarked
package dev.holdfast.adapter.simulation.preset;

import org.jspecify.annotations.NullMarked;
