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
    NettyEventLoop loop, TransportOptions options, NameLookup lookup, TlsContexts tls) {

  /** Runs a step on the loop: at once if this is its thread. */
  void onLoop(Runnable step) {
    if (loop.inLoop()) {
      step.run();
    } else {
      loop.execute(step);
    }
  }
}
