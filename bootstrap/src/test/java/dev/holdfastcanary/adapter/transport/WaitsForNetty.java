package dev.holdfastcanary.adapter.transport;

import io.netty.channel.ChannelFuture;

/** Wrong: holds a loop up. */
final class WaitsForNetty {

  void write(ChannelFuture written) {
    written.syncUninterruptibly();
  }
}
