/**
 * The measured WebSocket clients behind one interface, {@link
 * dev.holdfast.bootstrap.bench.client.MeasuredClient}: ours, and each peer used as its
 * documentation advises.
 */
package dev.holdfast.bootstrap.bench.client;
