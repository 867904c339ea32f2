/** Tests of the simulated network: it keeps the same promises as the transport on sockets. */
package dev.holdfast.adapter.simulation.network;
