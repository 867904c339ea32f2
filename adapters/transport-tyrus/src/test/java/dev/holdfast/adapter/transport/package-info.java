/**
 * Tests of the transport: against a raw-socket gateway for everything that goes over the wire, by
 * themselves for what is pure.
 */
package dev.holdfast.adapter.transport;
