package dev.holdfast.adapter.transport;

import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host, anew for every attempt. Loop thread only. */
interface NameLookup {

  /**
   * Starts looking a host up.
   *
   * @param loop where the answer arrives
   * @param host a name or an address literal, IPv6 without brackets
   * @param answer told exactly once unless cancelled, possibly inside this call
   * @return the running query
   */
  Query lookUp(NettyEventLoop loop, String host, Answer answer);

  /** Who wants to know. */
  interface Answer {

    /** The addresses, at least one, in the order in which they should be tried. */
    void found(List<InetAddress> addresses);

    /**
     * There are none.
     *
     * @param reason in plain words
     */
    void notFound(String reason);
  }

  /** A running lookup. */
  interface Query {

    /** Forgets the answer and releases everything at once; harmless when it is over. */
    void cancel();
  }
}
