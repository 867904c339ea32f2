package dev.holdfast.adapter.transport;

import java.util.Objects;

/**
 * The limits of every link and the TLS settings.
 *
 * @param maxFrameBytes the largest payload of one inbound frame, in bytes, 125 to 1 GiB; a longer
 *     one is refused with close code 1009 as soon as its header is read
 * @param maxMessageBytes the largest inbound message, all fragments together, in bytes, 125 to 1
 *     GiB; refused with 1009 before the fragment that is too much is buffered
 * @param maxFragments how many frames one inbound message may consist of, at least 1; refused with
 *     1009
 * @param maxHeaderBytes the largest answer to the upgrade request (status line and headers each),
 *     in bytes, 1024 to 1 MiB
 * @param highWaterMark outbound bytes waiting for the socket above which a link is not writable, 1
 *     KiB to 1 GiB; it is writable again below half of it
 * @param loops how many event loops share the links, 1 to 1024
 * @param tls how {@code wss} gateways are verified
 */
public record TransportOptions(
    int maxFrameBytes,
    int maxMessageBytes,
    int maxFragments,
    int maxHeaderBytes,
    int highWaterMark,
    int loops,
    TlsOptions tls) {

  private static final int GIB = 1 << 30;

  /** Checks the ranges. */
  public TransportOptions {
    inRange("maxFrameBytes", maxFrameBytes, 125, GIB);
    inRange("maxMessageBytes", maxMessageBytes, 125, GIB);
    inRange("maxFragments", maxFragments, 1, Integer.MAX_VALUE);
    inRange("maxHeaderBytes", maxHeaderBytes, 1024, 1 << 20);
    inRange("highWaterMark", highWaterMark, 1024, GIB);
    inRange("loops", loops, 1, 1024);
    Objects.requireNonNull(tls, "tls");
  }

  /**
   * Frames and messages up to 16 MiB, 16384 fragments, 16 KiB of answer headers, 64 KiB high water
   * mark, one loop per processor but at most 4, the runtime's trust store.
   */
  public static TransportOptions defaults() {
    return new TransportOptions(
        16 << 20,
        16 << 20,
        16_384,
        16 << 10,
        64 << 10,
        Math.min(4, Runtime.getRuntime().availableProcessors()),
        TlsOptions.defaults());
  }

  /** The same with other limits for inbound frames and messages, both in bytes. */
  public TransportOptions withLimits(int newMaxFrameBytes, int newMaxMessageBytes) {
    return new TransportOptions(
        newMaxFrameBytes,
        newMaxMessageBytes,
        maxFragments,
        maxHeaderBytes,
        highWaterMark,
        loops,
        tls);
  }

  /** The same with another number of event loops. */
  public TransportOptions withLoops(int newLoops) {
    return new TransportOptions(
        maxFrameBytes, maxMessageBytes, maxFragments, maxHeaderBytes, highWaterMark, newLoops, tls);
  }

  /** The same with other TLS settings. */
  public TransportOptions withTls(TlsOptions newTls) {
    return new TransportOptions(
        maxFrameBytes, maxMessageBytes, maxFragments, maxHeaderBytes, highWaterMark, loops, newTls);
  }

  private static void inRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be between " + least + " and " + most + " but was " + value);
    }
  }
}
