package dev.holdfast.adapter.transport;

import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * What the steps of one opening handshake work with.
 *
 * @param loop where they run
 * @param options of the transport
 * @param lookup finds the addresses of names
 * @param tls makes TLS sessions
 * @param log writes lines such that they name the connection
 */
record Equipment(
    NettyEventLoop loop,
    TransportOptions options,
    NameLookup lookup,
    TlsContexts tls,
    Consumer<Runnable> log) {

  /** Writes a line at debug level. */
  void debug(Logger logger, String format, Object... arguments) {
    if (logger.isDebugEnabled()) {
      log.accept(() -> logger.debug(format, arguments));
    }
  }

  /** Runs a step on the loop: at once if this is its thread. */
  void onLoop(Runnable step) {
    if (loop.inLoop()) {
      step.run();
    } else {
      loop.execute(step);
    }
  }
}
