/**
 * The demo gateway: an independent WebSocket server that speaks {@code json} or {@code ctc}, has
 * vibration readings and misbehaves on purpose. {@link dev.holdfast.bootstrap.gateway.DemoGateway}
 * is the root; nothing here uses the client's own code.
 */
package dev.holdfast.bootstrap.gateway;
