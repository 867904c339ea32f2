/**
 * A simulated network: a transport whose links lead over two byte streams with latency, bounded
 * buffers and faults to a gateway that does what its mind says.
 */
@NullMarked
package dev.holdfast.adapter.simulation.network;

import org.jspecify.annotations.NullMarked;
