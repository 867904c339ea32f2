/**
 * Benchmarks: the daemon's path against other WebSocket clients ({@link
 * dev.holdfast.bootstrap.bench.Comparison}), idle connections ({@link
 * dev.holdfast.bootstrap.bench.IdleConnections}), fleet storms ({@link
 * dev.holdfast.bootstrap.bench.StormMeasurement}), and single rooms with JMH. Only the profile
 * {@code bench} compiles them.
 */
package dev.holdfast.bootstrap.bench;
