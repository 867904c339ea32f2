/**
 * Benchmarks: the daemon's path against other WebSocket clients ({@link
 * dev.holdfast.bootstrap.bench.Comparison}), idle connections ({@link
 * dev.holdfast.bootstrap.bench.IdleConnections}), fleet storms ({@link
 * dev.holdfast.bootstrap.bench.StormMeasurement}), the durable outbox ({@link
 * dev.holdfast.bootstrap.bench.OutboxMeasurement}), and single rooms with JMH. Only the profile
 * {@code bench} compiles them.
 */
package dev.holdfast.bootstrap.bench;
