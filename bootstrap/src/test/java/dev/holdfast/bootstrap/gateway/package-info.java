/**
 * Tests of the demo gateway, with clients that share no code with it: the JDK's WebSocket client
 * and plain sockets.
 */
package dev.holdfast.bootstrap.gateway;
