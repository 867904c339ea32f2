package dev.holdfast.adapter.simulation.network;

/** How the network treats bytes. Each method is asked anew for each case. */
public interface NetworkWeather {

  /** A tenth of a millisecond each way, and room for 64 KiB. */
  NetworkWeather FINE = new NetworkWeather() {};

  /** How long a segment is under way, in nanoseconds; above zero. */
  default long latencyNanos() {
    return 100_000;
  }

  /** How many bytes the buffers of the kernels on the way hold, for each direction of one link. */
  default int bufferBytes() {
    return 65_536;
  }

  /** The most bytes that one write hands to the kernel; at least 1. */
  default int writeBytes() {
    return Integer.MAX_VALUE;
  }

  /** The most segments that are read together; at least 1. */
  default int readSegments() {
    return Integer.MAX_VALUE;
  }
}
