/**
 * The peer that all measured clients talk to: {@link
 * dev.holdfast.bootstrap.bench.gateway.BenchGateway} on one selector, as lean as possible, so that
 * it is never the limit.
 */
package dev.holdfast.bootstrap.bench.gateway;
