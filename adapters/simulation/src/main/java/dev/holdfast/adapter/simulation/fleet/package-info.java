/**
 * Fleet storms: the domain's machine played for up to ten million connections against a modelled
 * gateway, as fast as the hardware allows. The root is {@code Storm}.
 */
@NullMarked
package dev.holdfast.adapter.simulation.fleet;

import org.jspecify.annotations.NullMarked;
