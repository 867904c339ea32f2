package dev.holdfast.adapter.transport;

/**
 * What the steps of one opening handshake work with.
 *
 * @param loop where they run
 * @param options of the transport
 * @param lookup finds the addresses of names
 * @param tls makes TLS sessions
 */
record Equipment(
    NettyEventLoop loop, TransportOptions options, NameLookup lookup, TlsContexts tls) {}
