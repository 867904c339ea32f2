package dev.holdfast.adapter.transport;

import io.netty.channel.Channel;

/** A handshake with a proxy, which makes a connection to it lead to somewhere else. */
interface Tunnel {

  /** Who wants to get through; told exactly once, unless the handlers were removed before. */
  interface Result {

    /** What follows on the channel comes from the other end. */
    void through();

    /**
     * It does not lead there.
     *
     * @param words why, as they follow the proxy's name in a sentence
     * @param elsewhere whether another address of the gateway may do better
     */
    void refused(String words, boolean elsewhere);

    /** Something threw. */
    void crashed(Throwable failure);
  }

  /** Puts its handlers into the pipeline and sends what comes first. */
  void enter(Channel channel);

  /** Takes its handlers out again; what was read beyond the handshake goes to the next handler. */
  void leave(Channel channel);
}
