/**
 * What the transport port promises, as tests that any implementation can be put under. Whoever
 * implements the port writes a {@code Stage} for it and inherits the three sets of promises.
 */
package dev.holdfast.application.testing.transport;
