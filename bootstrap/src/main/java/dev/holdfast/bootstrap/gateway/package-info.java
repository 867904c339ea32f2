/**
 * The demo gateway: an independent WebSocket server that speaks the {@code json} dialect, sends
 * vibration readings and misbehaves on purpose. {@link dev.holdfast.bootstrap.gateway.DemoGateway}
 * is the root; nothing here uses the client's own code.
 */
package dev.holdfast.bootstrap.gateway;
